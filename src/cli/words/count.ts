/** A number with its noun in the right form: `1 table`, `1,600 columns`. */
export function count(amount: number, singular: string, plural = `${singular}s`): string {
  return `${grouped(amount)} ${amount === 1 ? singular : plural}`;
}

/** A whole number with commas between thousands. */
export function grouped(amount: number): string {
  return String(amount).replace(/\B(?=(\d{3})+$)/g, ',');
}

/** A probability as people write it: `.97`. Rounded down, so that only what is certain reads `1`. */
export function probability(p: number): string {
  if (p >= 1) return '1';
  return `.${String(Math.floor(p * 100)).padStart(2, '0')}`;
}

/** Names with commas; what is beyond `limit` is counted: `a, b and 3 more`. */
export function nameList(names: readonly string[], limit = 8): string {
  if (names.length <= limit + 1) return names.join(', ');
  return `${names.slice(0, limit).join(', ')} and ${grouped(names.length - limit)} more`;
}
