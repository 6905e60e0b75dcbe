import type { PlainData, PlainMapping } from './facts/plain-data.ts';
import { isMapping } from '../yaml/mapping.ts';

/** What variables are worth, by name. */
export type Variables = PlainMapping;

/**
 * The variables of a project or a package by the `vars:` of dbt_project.yml files, those that count most last: values for all,
 * values below the project's name. Pure.
 */
export function variablesOf(name: string, vars: readonly PlainMapping[]): Variables {
  return Object.fromEntries(vars.flatMap((all) => [all, mappingAt(all, name)]).flatMap(Object.entries<PlainData>));
}

function mappingAt(mapping: PlainMapping, key: string): PlainMapping {
  const value = mapping[key];
  return isMapping(value) ? value : {};
}

/**
 * Whether a config such as `enabled` is on: a plain value, or a variable with the value that dbt_project.yml gives it, else its own
 * default: `{{ var('use_shop', false) | as_bool }}`. Null where only dbt can know. Pure.
 */
export function readSwitch(written: unknown, variables: Variables): boolean | null {
  if (typeof written === 'boolean') return written;
  const expression = typeof written === 'string' ? /^\s*\{\{([^]*)\}\}\s*$/.exec(written)?.[1] : undefined;
  return expression === undefined ? null : switchOf(expression, variables);
}

/** Of three values: null is unknown. */
function switchOf(expression: string, variables: Variables): boolean | null {
  const bare = expression.trim().replace(/(?:\s*\|\s*(?:as_bool|as_native|bool))+$/, '');
  const either = splitAtWord(bare, 'or').map((part) => part.trim());
  if (either.length > 1) return combine(either, true, (part) => switchOf(part, variables));
  const all = splitAtWord(bare, 'and').map((part) => part.trim());
  if (all.length > 1) return combine(all, false, (part) => switchOf(part, variables));
  if (/^\([^]*\)$/.test(bare) && closingOf(bare) === bare.length - 1) return switchOf(bare.slice(1, -1), variables);
  if (/^(?:true|false)$/i.test(bare)) return bare.toLowerCase() === 'true';
  return variableSwitch(bare, variables);
}

function variableSwitch(expression: string, variables: Variables): boolean | null {
  const [, , name = '', fallback] = /^var\(\s*(['"])(\w+)\1\s*(?:,([^]*))?\)$/.exec(expression) ?? [];
  if (name === '') return null;
  const value: PlainData | undefined = variables[name];
  if (value === undefined) return fallback === undefined ? null : switchOf(fallback, variables);
  if (typeof value === 'boolean') return value;
  return typeof value === 'string' ? (readSwitch(value, {}) ?? switchOf(value, {})) : null;
}

/** `deciding`: the value that settles the matter alone, true of `or`, false of `and`. */
function combine(parts: readonly string[], deciding: boolean, read: (part: string) => boolean | null): boolean | null {
  const values = parts.map(read);
  if (values.includes(deciding)) return deciding;
  return values.includes(null) ? null : !deciding;
}

/** The parts between a word that stands outside of brackets and quotes. */
function splitAtWord(expression: string, word: 'and' | 'or'): string[] {
  const parts: string[] = [];
  let [start, depth] = [0, 0];
  for (const match of expression.matchAll(TOKEN)) {
    if (match[0] === '(') depth += 1;
    else if (match[0] === ')') depth -= 1;
    else if (match[0] === word && depth === 0) {
      parts.push(expression.slice(start, match.index));
      start = match.index + word.length;
    }
  }
  return [...parts, expression.slice(start)];
}

/** Where the bracket that opens an expression is closed. */
function closingOf(expression: string): number {
  let depth = 0;
  for (const match of expression.matchAll(TOKEN)) {
    if (match[0] === '(') depth += 1;
    if (match[0] === ')') depth -= 1;
    if (depth === 0) return match.index;
  }
  return -1;
}

const TOKEN = /'[^']*'|"[^"]*"|\b(?:and|or)\b|[()]/g;
