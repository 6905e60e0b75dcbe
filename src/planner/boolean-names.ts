/** Words that make a statement of a name already: no `is_` goes before `has_discounts` or `buyer_accepts_marketing`. */
const VERBS = new Set(
  `is are was were be been has have had can could do does did should shall will would may might must need needs allow
  allows accept accepts require requires use uses support supports include includes contain contains show shows hide
  hides enable disable send sends skip skips apply applies want wants get gets keep keeps opt ignore ignores exclude
  excludes receive receives wins won lost`.split(/\s+/),
);
/** Ends of names that say already that the column is a flag. */
const FLAG = /(?:^|_)(?:flag|flg|ind|indicator|yn|bool|boolean)$/;

/**
 * A boolean as dbt's style guides name it: `archived` is `is_archived`, `taxes_included` is `has_taxes_included`. A name
 * that states something, or says that it is a flag, stays.
 */
export function booleanName(name: string, otherwise: string): string {
  const words = name.split('_');
  if (name === '' || /^[0-9]/.test(name) || FLAG.test(name) || words.some((word) => VERBS.has(word))) return otherwise;
  const [first = '', ...rest] = words;
  const isPlural = rest.length > 0 && /[^sui]s$/.test(first);
  return isPlural ? `has_${name}` : `is_${name}`;
}
