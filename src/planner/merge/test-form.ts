import { isTestConfig } from '../../context/facts/property-facts.ts';
import { mappingOf } from '../../yaml/mapping.ts';

/** A data test, whatever form it is written in (dbt-facts.md 1.4). */
export interface TestForm {
  /** Tests of one column that bear the same id are the same test, perhaps with other values or another severity. */
  readonly id: string;
  /** All that it says, in one form. */
  readonly says: unknown;
}

/** Reads an item of `data_tests` or `tests`: a name, or a mapping with arguments inline or below `arguments`. Pure. */
export function readTestForm(item: unknown): TestForm {
  const named = namedTest(item);
  if (!named) return { id: JSON.stringify(item) ?? '', says: item };
  const { kind, body } = named;
  const { name, description, config, arguments: nested, ...inline } = body;
  const entries = Object.entries(inline);
  const given = { ...mappingOf(nested), ...Object.fromEntries(entries.filter(([key]) => !isTestConfig(key))) };
  const settings = { ...Object.fromEntries(entries.filter(([key]) => isTestConfig(key))), ...mappingOf(config) };
  const values = Object.fromEntries(Object.entries(given).map(([key, value]) => [key, withoutQuotes(key, value)]));
  return { id: idOf(kind, values), says: { kind, values, settings, name, description } };
}

/** Accepted values are one test whatever the values; a reference is told by where it leads, any other test by all it is given. */
function idOf(kind: string, values: Readonly<Record<string, unknown>>): string {
  if (kind === 'accepted_values') return kind;
  const keys = kind === 'relationships' ? ['field', 'to'] : Object.keys(values).sort();
  return [kind, ...keys.map((key) => JSON.stringify(values[key]))].join(' ');
}

function namedTest(item: unknown): { kind: string; body: Readonly<Record<string, unknown>> } | null {
  if (typeof item === 'string') return { kind: item, body: {} };
  const { test_name: given, ...body } = mappingOf(item);
  if (typeof given === 'string') return { kind: given, body };
  const [only, ...others] = Object.entries(mappingOf(item));
  return only && others.length === 0 ? { kind: only[0], body: mappingOf(only[1]) } : null;
}

/** `ref("x")` and `ref( 'x' )` are the same model. */
function withoutQuotes(key: string, value: unknown): unknown {
  return key === 'to' && typeof value === 'string' ? value.replace(/["'\s]/g, '') : value;
}
