import { cleanName } from '../../planner/clean-name.ts';
import { plural } from '../../planner/inflect.ts';
import type { ShownTable } from './fold-case.ts';
import type { SharedColumns } from './shared-columns.ts';
import { identityOf, isSubset } from './shared-columns.ts';
import type { TextContext } from './table-facts.ts';
import type { TableItems } from './table-items.ts';
import { writeColumns } from './write-columns.ts';
import { writeName } from './write-name.ts';

/** A table as one line, without its number. */
export interface WrittenTable {
  readonly text: string;
  /** Names of its columns, as shown, in the order of their numbers; those of `untold` come after them. */
  readonly order: readonly string[];
}

/** What a table need not tell again. */
export interface WrittenBefore {
  readonly context: TextContext;
  readonly shared: readonly SharedColumns[];
  /** The table that it is like; null: none. */
  readonly base: { readonly number: number; readonly order: readonly string[] } | null;
}

/** A role whose runner-up is nearer than this is worth a model's while (inference.md 5). */
const CLEAR_MARGIN = 0.2;

/**
 * Writes a table: its name with what is told of it, then its columns; those that many tables share by a sign, and those of
 * a table that it is like (`base`) by that table's number.
 */
export function writeTable(
  of: ShownTable,
  { key, columnPrefix, items }: TableItems,
  { context, shared, base }: WrittenBefore,
): WrittenTable {
  const ownKey = key === null ? [] : [key.slice(columnPrefix.length)];
  const before = base === null ? ownKey : [...ownKey, ...base.order.slice(ownKey.length)];
  const known = new Set(before);
  const signs: string[] = [];
  const tail: string[] = [];
  let rest = items.filter((item) => !known.has(item.name));
  for (const { sign, columns, written } of shared) {
    const plain = new Set(rest.filter((item) => item.isPlain).map(identityOf));
    if (!isSubset(columns, plain)) continue;
    signs.push(sign);
    tail.push(...written.order);
    rest = rest.filter((item) => !columns.has(identityOf(item)));
  }
  const written = writeColumns(rest, before.length + 1);
  const marks = `${of.belief.primary_key === null ? '-' : ''}${signs.join('')}${roleOf(of)}`;
  const words = [
    `${nameOf(of, context)}${entityOf(of, context)}${marks}`,
    base === null ? '' : `=${base.number}`,
    columnPrefix === '' ? '' : `${columnPrefix}~`,
    written.text,
  ];
  return { text: words.filter((word) => word !== '').join(' '), order: [...before, ...written.order, ...tail] };
}

function bareName({ table }: ShownTable, { patterns }: TextContext): string | null {
  const { prefix } = patterns;
  return prefix !== '' && table.name.startsWith(prefix) ? table.name.slice(prefix.length) : null;
}

/** The name without what most tables begin with, in place of which stands a `~`. */
export function nameOf(of: ShownTable, context: TextContext): string {
  const bare = bareName(of, context);
  return bare === null ? writeName(of.table.name) : `~${bare}`;
}

/** What the draft calls the table's rows, where it is not the plural of its name, in full or as written. */
function entityOf(of: ShownTable, context: TextContext): string {
  const names = [of.table.name, bareName(of, context) ?? of.table.name].map((name) => plural(cleanName(name)));
  const entity = of.staging?.entity;
  return entity === undefined || names.includes(entity) ? '' : `=${entity}`;
}

/** The next best role, where it is nearly as likely. */
function roleOf({ belief: { role_margin: margin = 1, role_runner_up: other } }: ShownTable): string {
  return other !== undefined && margin < CLEAR_MARGIN ? `?${other}` : '';
}
