import type { MartSpec } from '../../plan/specs.ts';
import { needsQuotes } from '../../sql/identifiers.ts';
import { isCode, isSecret } from './attributes.ts';
import type { MartTable } from './mart-table.ts';
import type { Part, PlannedColumn, PlannedJoin } from './planned-join.ts';
import { PARTS, plannedColumn } from './planned-join.ts';
import { inWords } from './role-names.ts';
import type { StagedColumn } from './staged-column.ts';
import { isAudit, isDate, isNumeric } from './staged-column.ts';
import type { StarSchema } from './star-schema.ts';

/** A column of a mart under its final name. */
export interface MartColumn {
  readonly planned: PlannedColumn;
  /** Alias of the base or the joined model that it comes from. */
  readonly alias: string;
  readonly as: string;
  readonly description: string;
}

/** The joins of a mart with their final aliases, and its columns in order, each name once. */
export interface MartColumns {
  readonly base: string;
  readonly joins: MartSpec['joins'];
  readonly columns: readonly MartColumn[];
}

/** Gives each joined model an alias and each column a name, all unique without regard to case; the base has first choice. */
export function martColumns(base: MartTable, joins: readonly PlannedJoin[], star: StarSchema): MartColumns {
  const aliases = new Set(['final']);
  const baseAlias = claimAlias(base.plural, base.singular, aliases);
  const aliasOf = new Map<PlannedJoin | null, string>([[null, baseAlias]]);
  for (const join of joins) aliasOf.set(join, claimAlias(join.alias, join.parent.singular, aliases));
  const names = new Set<string>();
  const columns: MartColumn[] = baseColumns(base, star).map((planned) => ({
    planned,
    alias: baseAlias,
    as: claimName(planned, base.singular, names),
    description: planned.description,
  }));
  for (const join of joins) {
    const alias = aliasOf.get(join) ?? baseAlias;
    for (const planned of join.columns) {
      const as = claimName(planned, join.role, names);
      columns.push({ planned, alias, as, description: describedInRole(planned, join) });
    }
  }
  return {
    base: baseAlias,
    joins: joins.map((join) => ({
      model: join.model,
      alias: aliasOf.get(join) ?? baseAlias,
      on: join.on.map((on) => ({ left_alias: aliasOf.get(join.from) ?? baseAlias, ...on })),
    })),
    columns: columns.toSorted((a, b) => PARTS.indexOf(a.planned.part) - PARTS.indexOf(b.planned.part)),
  };
}

/** All columns of the base but secrets, its key first. */
function baseColumns(base: MartTable, star: StarSchema): PlannedColumn[] {
  const keys = star.relationships.keyColumns(base);
  const key = new Set(base.key);
  const ofKey = [...key].flatMap((name) => base.byName.get(name) ?? []);
  const others = base.columns.filter((column) => !key.has(column.name) && !isSecret(column));
  return [
    ...ofKey.map((column) => plannedColumn({ table: base, column }, column.name, 'key')),
    ...others.map((column) =>
      plannedColumn({ table: base, column }, column.name, keys.has(column.name) ? 'key' : partOf(column)),
    ),
  ];
}

function partOf(column: StagedColumn): Part {
  if (column.group === 'ids' && !isCode(column)) return 'key';
  if (isAudit(column)) return 'audit';
  if (isDate(column)) return 'date';
  return isNumeric(column) ? 'measure' : 'attribute';
}

/** `Support rep: First name of the employee.`, where the description alone would not say whose it is. */
function describedInRole({ description, part }: PlannedColumn, { kind, role, parent }: PlannedJoin): string {
  const isPlain = kind === 'totals' || (role === parent.singular && part !== 'key');
  if (isPlain) return description;
  const words = inWords(role);
  return `${words.charAt(0).toUpperCase()}${words.slice(1)}: ${description}`;
}

function claimName({ as }: PlannedColumn, role: string, taken: Set<string>): string {
  const folded = as.toLowerCase();
  if (taken.has(folded)) return claim([`${role}_${as}`], taken);
  taken.add(folded);
  return as;
}

/** An alias never needs quotes: `order` is `order_rows`. */
function claimAlias(wanted: string, entity: string, taken: Set<string>): string {
  return claim(
    [wanted, `${wanted}_${entity}`, `${wanted}_rows`].filter((name) => !needsQuotes(name)),
    taken,
  );
}

function claim(wanted: readonly string[], taken: Set<string>): string {
  const base = wanted.at(-1) ?? 'rows_1';
  let name = wanted.find((one) => !taken.has(one.toLowerCase())) ?? base;
  for (let number = 2; taken.has(name.toLowerCase()); number++) name = `${base}_${number}`;
  taken.add(name.toLowerCase());
  return name;
}
