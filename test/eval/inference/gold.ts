import { z } from 'zod';
import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { tableLabel } from '../../../src/catalog/catalog.ts';

const referenceSchema = z.looseObject({ columns: z.array(z.string()), to: z.string() });
const pairSchema = z.tuple([z.string(), z.string()]);
const modelSchema = z.looseObject({
  name: z.string(),
  layer: z.string(),
  refs: z.array(z.string()),
  sources: z.array(z.string()),
  renames: z.array(pairSchema),
  keys: z.array(z.array(z.string())),
  foreignKeys: z.array(referenceSchema),
  joinedOn: z.array(z.tuple([pairSchema, pairSchema])),
});
type Model = z.infer<typeof modelSchema>;

/** What experts made of a schema: their models, with keys they test, references they test and columns they join on. */
export const goldSchema = z.looseObject({
  sources: z.record(z.string(), z.looseObject({ describedForeignKeys: z.array(referenceSchema).default([]) })),
  models: z.array(modelSchema),
});
export type Gold = z.infer<typeof goldSchema>;

/** The same in terms of the raw tables, as far as it can be traced back to them. */
export interface GoldFacts {
  readonly keys: ReadonlyMap<string, readonly string[]>;
  readonly references: readonly {
    readonly child: string;
    readonly columns: readonly string[];
    readonly parent: string;
  }[];
  /** Pairs of raw columns that some model joins on. */
  readonly joins: readonly (readonly [GoldColumn, GoldColumn])[];
}
export interface GoldColumn {
  readonly table: string;
  readonly column: string;
}

/** Columns that packages add themselves to union several sources. */
const NOT_RAW = new Set(['source_relation']);

/** Traces keys, tested or described references and joins back to the raw tables; what cannot be traced is left out. Pure. */
export function goldFacts(gold: Gold, catalog: Catalog): GoldFacts {
  const models = new Map(gold.models.map((model) => [model.name, model]));
  const place = (model: string, column: string): GoldColumn | null => {
    const raw = trace(model, column, { models, catalog });
    return raw && { table: tableLabel(raw.table), column: raw.column };
  };
  const keys = gold.models.flatMap((model) => model.keys.flatMap((key) => goldKey(model, key, place) ?? []));
  const tested = gold.models.flatMap(({ name, foreignKeys }) =>
    foreignKeys.flatMap(({ columns, to }) => {
      const [child, parent] = [placeAll(name, columns, place), trace(to, null, { models, catalog })?.table];
      return child && parent ? [{ ...child, parent: tableLabel(parent) }] : [];
    }),
  );
  const described = Object.entries(gold.sources).flatMap(([source, { describedForeignKeys }]) =>
    describedForeignKeys.flatMap(({ columns, to }) => {
      const table = source.split('.').at(-1) ?? '';
      const [child, parent] = [placeAll(table, columns, place), tableNamed(to, catalog)];
      const isPlausible = saysReference({ table, columns, to }, catalog);
      return child && parent && isPlausible ? [{ ...child, parent: tableLabel(parent) }] : [];
    }),
  );
  const joins = gold.models.flatMap(({ joinedOn }) =>
    joinedOn.flatMap(([one, other]) => {
      const pair = [place(...one), place(...other)] as const;
      return pair[0] && pair[1] && pair[0].table !== pair[1].table ? [[pair[0], pair[1]] as const] : [];
    }),
  );
  return {
    keys: new Map(keys.map(({ child, columns }) => [child, columns])),
    references: once([...tested, ...described], ({ child, columns, parent }) => [child, columns.toSorted(), parent]),
    joins: once(joins, (pair) => pair.map(({ table, column }) => `${table}.${column}`).toSorted()),
  };
}

/**
 * Descriptions are prose, so a reference read from one may be none: the words "of the project" in a table `project` point
 * nowhere, and a column named like some table points there.
 */
function saysReference(said: { table: string; columns: readonly string[]; to: string }, { tables }: Catalog): boolean {
  const [column = ''] = said.columns;
  if (said.table === said.to) return /parent/i.test(column) || column.startsWith(said.table);
  return column === said.to || !tables.some(({ name }) => name === column);
}

type Place = (model: string, column: string) => GoldColumn | null;
interface Child {
  readonly child: string;
  readonly columns: readonly string[];
}

/** A key of a model is one of the raw table only where the model is that table, row for row: staging, or its name says so. */
function goldKey(model: Model, key: readonly string[], place: Place): Child | null {
  const raw = placeAll(
    model.name,
    key.filter((column) => !NOT_RAW.has(column)),
    place,
  );
  if (!raw) return null;
  const table = raw.child.split('.').at(-1) ?? '';
  return model.layer === 'staging' || sameName(model.name, table) ? raw : null;
}

function placeAll(model: string, columns: readonly string[], place: Place): Child | null {
  const places = columns.map((column) => place(model, column));
  const [first] = places;
  const found = places.flatMap((each) => (each && each.table === first?.table ? [each.column] : []));
  return first && found.length === columns.length ? { child: first.table, columns: found } : null;
}

interface Project {
  readonly models: ReadonlyMap<string, Model>;
  readonly catalog: Catalog;
}

/** The raw table, and the raw column, that a model's column comes from, through renames. `null` asks for the table alone. */
function trace(name: string, column: string | null, project: Project): { table: Table; column: string } | null {
  const model = project.models.get(name);
  const upstream = model && mainInput(model);
  if (upstream === null) return null;
  if (!model || upstream === undefined) {
    const table = tableNamed(name.replace(/_tmp$/, ''), project.catalog);
    if (!table || column === null) return table ? { table, column: '' } : null;
    const raw = table.columns.find((each) => plain(each.name) === plain(column));
    return raw ? { table, column: raw.name } : null;
  }
  const renamed = model.renames.find(([, to]) => to.toLowerCase() === column?.toLowerCase());
  return trace(upstream, renamed?.[0] ?? column, project);
}

/** What a model selects from: its one input, else the one that bears its own name; null where it joins several. */
function mainInput({ name, refs, sources }: Model): string | null | undefined {
  const inputs = [...refs, ...sources.map((source) => source.split('.').at(-1) ?? '')].filter(
    (input) => input !== name,
  );
  if (inputs.length < 2) return inputs[0];
  return inputs.find((input) => sameName(input, name)) ?? null;
}

function tableNamed(name: string, { tables }: Catalog): Table | undefined {
  const exact = tables.find((table) => table.name.toLowerCase() === afterPrefix(name));
  return exact ?? tables.find((table) => sameName(table.name, name));
}

/** `stg_shop__order` is `order`, `stg_orders` is `orders`. */
function afterPrefix(model: string): string {
  return model
    .toLowerCase()
    .replace(/^.*__/, '')
    .replace(/^(?:stg|src|raw|base|dim|fct)_/, '');
}

function sameName(one: string, other: string): boolean {
  return afterPrefix(one) === afterPrefix(other);
}

function plain(column: string): string {
  return column.toLowerCase().replaceAll('_', '');
}

function once<T>(all: readonly T[], keyOf: (one: T) => unknown): T[] {
  return [...new Map(all.map((one) => [JSON.stringify(keyOf(one)), one])).values()];
}
