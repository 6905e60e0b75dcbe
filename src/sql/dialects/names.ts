import { requireCarried } from '../identifiers.ts';
import type { NameRules } from './dialect.ts';

/**
 * A name as it stands in the SQL of a dialect: bare where that is read as the same name, unless it is to be quoted
 * always. Any other character is carried as it is, so the caller escapes Jinja. Pure.
 */
export function sqlName(name: string, rules: NameRules, quoting: 'needed' | 'always' = 'needed'): string {
  if (quoting === 'needed' && !mustBeQuoted(name, rules)) return rules.folds === 'upper' ? name.toLowerCase() : name;
  const { quote, folds, plain } = rules;
  const stored = folds === 'upper' && plain.test(name) ? name.toUpperCase() : requireCarried(name);
  return quote + stored.replaceAll(quote, quote + quote) + quote;
}

/** Whether dbt has to put a column between quotes in its tests. */
export function needsQuoteProperty(name: string, rules: NameRules): boolean {
  return mustBeQuoted(rules.ignoresCase ? name.toLowerCase() : name, rules);
}

/** Whether a name is another one, or none, without quotes. */
export function mustBeQuoted(name: string, { plain, reserved }: NameRules): boolean {
  return !plain.test(name) || reserved.has(name.toLowerCase());
}
