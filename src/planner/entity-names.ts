import type { Table } from '../catalog/catalog.ts';
import { cleanName, freeName } from './clean-name.ts';
import { plural, singular } from './inflect.ts';

export interface EntityName {
  readonly singular: string;
  readonly plural: string;
}

/** Words before or after a table's name that say where it is kept, not what it holds. */
const KEPT_IN = ['raw', 'src', 'stg', 'tbl', 'vw', 'dbo', 'ods'];
/** Kimball's prefixes, as long as there is a `dim_`: `fact_check_requests` alone are not check requests. */
const KIMBALL = ['dim', 'fact', 'fct'];
/** A prefix of all tables is a vendor's if it is no word (`wp_posts`, not `order_items`) or stands in the source's name. */
const LONGEST_VENDOR_PREFIX = 3;

/**
 * What the tables of one source are about, by raw name: `raw_orders` and `Order` are orders. A prefix is dropped only
 * where the rest is unique; `given` names (cartridge.yml) are taken as they are. Every plural is unique.
 */
export function entityNames(
  tables: readonly Table[],
  { source, given }: { source: string; given: ReadonlyMap<string, string> },
): Map<string, EntityName> {
  const cleaned = new Map(
    tables.map((table, index) => [table.name, startable(cleanName(given.get(table.name) ?? table.name), index + 1)]),
  );
  const dropped = droppedPrefixes([...cleaned.values()], source);
  const ending = commonSuffix([...cleaned.values()]);
  const bare = new Map(
    [...cleaned].map(
      ([raw, name]) => [raw, given.has(raw) ? name : withoutPrefix(without(name, ending), dropped)] as const,
    ),
  );
  const holders = countBy([...bare.values()].map(plural));
  const taken = new Set<string>();
  const names = new Map<string, EntityName>();
  const settle = (raw: string, wanted: string): void => {
    const name = freeName(wanted, (candidate) => !taken.has(candidate));
    taken.add(name);
    names.set(raw, { singular: singular(name), plural: name });
  };
  const isSettled = (raw: string): boolean => names.has(raw);
  for (const [raw, name] of cleaned) if (given.has(raw)) settle(raw, name);
  // A name that is not touched has the better right to it than one that becomes it.
  for (const [raw, name] of cleaned) {
    if (!isSettled(raw) && bare.get(raw) === name && plural(name) === name) settle(raw, name);
  }
  for (const [raw, name] of cleaned) {
    if (isSettled(raw)) continue;
    const short = plural(bare.get(raw) ?? name);
    const isFree = holders.get(short) === 1 && !taken.has(short);
    settle(raw, isFree ? short : taken.has(plural(name)) ? name : plural(name));
  }
  return names;
}

function withoutPrefix(name: string, dropped: readonly string[]): string {
  let rest = name;
  for (let prefix = prefixOf(rest, dropped); prefix; prefix = prefixOf(rest, dropped)) rest = rest.slice(prefix.length);
  const bare = rest.replace(/^(.+)_(?:raw|tbl|src)$/, '$1');
  return /^[0-9]/.test(bare) ? name : bare;
}

function prefixOf(name: string, prefixes: readonly string[]): string | undefined {
  return prefixes.map((prefix) => `${prefix}_`).find((prefix) => name.startsWith(prefix));
}

function droppedPrefixes(names: readonly string[], source: string): string[] {
  const isStar = names.some((name) => name.startsWith('dim_'));
  return [...KEPT_IN, ...(isStar ? KIMBALL : []), ...vendorPrefix(names, source)];
}

/** The source's name where no table is called so, or a first word that three and more tables have in common. */
function vendorPrefix(names: readonly string[], source: string): string[] {
  const own = plural(source);
  if (!names.some((name) => plural(name) === own)) return [source, ...commonPrefix(names, source)];
  return commonPrefix(names, source);
}

function commonPrefix(names: readonly string[], source: string): string[] {
  const first = names[0]?.split('_')[0] ?? '';
  const isCommon = names.length >= 3 && names.every((name) => name.startsWith(`${first}_`));
  return isCommon && (first.length <= LONGEST_VENDOR_PREFIX || source.split('_').includes(first)) ? [first] : [];
}

/** `_data` where every one of three and more tables ends so. */
function commonSuffix(names: readonly string[]): string {
  const last = /._([a-z]+)$/.exec(names[0] ?? '')?.[1];
  if (last === undefined || names.length < 3) return '';
  return names.every((name) => name.endsWith(`_${last}`) && name.length > last.length + 1) ? `_${last}` : '';
}

function without(name: string, suffix: string): string {
  return suffix === '' ? name : name.slice(0, -suffix.length);
}

/** Fit to be the beginning of a name; a table of which nothing is left is known by its number. */
function startable(name: string, number: number): string {
  if (name === '') return `table_${number}`;
  return /^[0-9]/.test(name) ? `table_${name}` : name;
}

function countBy(values: readonly string[]): Map<string, number> {
  const counts = new Map<string, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  return counts;
}
