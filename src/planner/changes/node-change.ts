import { isTestKey, saysSame } from '../merge/node-kinds.ts';
import { isMapping } from '../../yaml/mapping.ts';
import type { Mapping } from '../merge/node-kinds.ts';
import { readTestForm } from '../merge/test-form.ts';

/** What changes in the properties of one source or model. */
export interface NodeChange {
  /** Columns, as `total`, and of a source its tables, as `orders` and `orders.total`. */
  readonly added: readonly string[];
  readonly removed: readonly string[];
  /** Columns whose type changes. */
  readonly retyped: readonly string[];
  /** Columns that stay and are said to be unique no longer. */
  readonly unkeyed: readonly string[];
  readonly tests: 'same' | 'added' | 'changed';
  readonly docs: boolean;
  /** Anything else. */
  readonly other: boolean;
}

/** Keys of what is said to people and changes no build. */
const DOCS = new Set(['description', 'meta']);

/** Compares a node of two documents of dbt's properties; null: it is in neither or the same. Pure. */
export function compareNodes(before: Mapping, after: Mapping): NodeChange {
  const [old, now] = [partsOf(before), partsOf(after)];
  const both = [...now.keys()].filter((name) => old.has(name));
  const pairs = both.map((name) => ({ name, was: old.get(name) ?? {}, is: now.get(name) ?? {} }));
  const tests = pairs.map(({ was, is }) => compareTests(testsOf(was), testsOf(is)));
  const differs = ({ was, is }: Pair, isKey: (key: string) => boolean): boolean =>
    [...new Set([...Object.keys(was), ...Object.keys(is)])]
      .filter(isKey)
      .some((key) => !saysSame(was[key], is[key], key));
  return {
    added: [...now.keys()].filter((name) => !old.has(name)),
    removed: [...old.keys()].filter((name) => !now.has(name)),
    retyped: pairs.filter((pair) => differs(pair, (key) => key === 'data_type')).map(({ name }) => name),
    unkeyed: pairs.filter(({ was, is }) => isUnique(was) && !isUnique(is)).map(({ name }) => name),
    tests: tests.includes('changed') ? 'changed' : tests.includes('added') ? 'added' : 'same',
    docs: pairs.some((pair) => differs(pair, (key) => DOCS.has(key))),
    other: pairs.some((pair) => differs(pair, (key) => !DOCS.has(key) && !isTestKey(key) && key !== 'data_type')),
  };
}

interface Pair {
  readonly was: Mapping;
  readonly is: Mapping;
}

/** A node, the tables of a source and their columns, each without those below it; what is only meta is told apart. */
function partsOf(node: Mapping, prefix = ''): Map<string, Mapping> {
  const { columns, tables, config, name: _name, ...own } = node;
  const { meta, ...settings } = isMapping(config) ? config : {};
  const whole = {
    ...own,
    ...(meta === undefined ? {} : { meta }),
    ...(Object.keys(settings).length > 0 ? { settings } : {}),
  };
  const below = [...namedIn(tables), ...namedIn(columns)].flatMap(([name, each]) => {
    return [...partsOf(each, prefix === '' ? name : `${prefix}.${name}`)];
  });
  return new Map([[prefix, whole], ...below]);
}

function namedIn(list: unknown): [string, Mapping][] {
  if (!Array.isArray(list)) return [];
  return list.flatMap((item: unknown): [string, Mapping][] =>
    isMapping(item) && typeof item['name'] === 'string' ? [[item['name'], item]] : [],
  );
}

function testsOf(part: Mapping): Map<string, unknown> {
  const lists = Object.entries(part).flatMap(([key, value]) => (isTestKey(key) && Array.isArray(value) ? value : []));
  return new Map(lists.map((item: unknown) => readTestForm(item)).map(({ id, says }) => [id, says]));
}

function compareTests(old: ReadonlyMap<string, unknown>, now: ReadonlyMap<string, unknown>): NodeChange['tests'] {
  if ([...old].some(([id, says]) => !now.has(id) || !saysSame(says, now.get(id)))) return 'changed';
  return now.size > old.size ? 'added' : 'same';
}

function isUnique(part: Mapping): boolean {
  return testsOf(part).has('unique');
}
