import type { Table } from '../catalog/catalog.ts';
import { cleanName, freeName } from './clean-name.ts';
import { plural, singular } from './inflect.ts';

export interface EntityName {
  readonly singular: string;
  readonly plural: string;
}

/** Words before or after a table's name that say where it is kept, not what it holds. */
const KEPT_IN = new Set('raw src source stg tbl table vw view dbo public landing ods dim fact fct'.split(' '));
/** A prefix of all tables is a vendor's only if it is no word: `wp_posts`, not `order_items`. */
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
  const vendor = vendorPrefix([...cleaned.values()], source);
  const bare = new Map(
    [...cleaned].map(([raw, name]) => [raw, given.has(raw) ? name : withoutPrefix(name, vendor)] as const),
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

function withoutPrefix(name: string, vendor: string | null): string {
  const own = vendor !== null && name.startsWith(`${vendor}_`) ? name.slice(vendor.length + 1) : name;
  const words = own.split('_');
  while (words.length > 1 && KEPT_IN.has(words[0] ?? '')) words.shift();
  if (words.length > 1 && /^(?:raw|tbl|src)$/.test(words.at(-1) ?? '')) words.pop();
  const bare = words.join('_');
  return /^[0-9]/.test(bare) ? name : bare;
}

/** The first word of the tables, where it is the source's name or, short, common to three and more. */
function vendorPrefix(names: readonly string[], source: string): string | null {
  const first = names[0]?.split('_')[0] ?? '';
  const isEntity = names.some((name) => plural(name) === plural(source));
  if (!isEntity && names.some((name) => name.startsWith(`${source}_`))) return source;
  const isCommon = names.length >= 3 && names.every((name) => name.startsWith(`${first}_`));
  return isCommon && first.length <= LONGEST_VENDOR_PREFIX ? first : null;
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
