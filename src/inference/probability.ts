/** The probability of a log-odds score. */
export function sigmoid(logit: number): number {
  return 1 / (1 + Math.exp(-logit));
}

/** The log-odds of a probability, bounded so that nothing becomes certain. */
export function logOdds(probability: number): number {
  const p = Math.min(0.9999, Math.max(0.0001, probability));
  return Math.log(p / (1 - p));
}

/** Three digits are all that is meant; it also keeps the same bytes on every machine. */
export function rounded(probability: number): number {
  return Math.round(probability * 1000) / 1000;
}
