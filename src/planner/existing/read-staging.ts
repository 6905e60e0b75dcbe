import type { Table } from '../../catalog/catalog.ts';
import { findColumn } from '../../catalog/table-index.ts';
import { insertColumns } from '../../sql/select/insert-columns.ts';
import type { ModelSelect, SelectedColumn } from '../../sql/select/read-select.ts';
import { readSelect } from '../../sql/select/read-select.ts';
import type { DeclaredTable } from './match-sources.ts';
import type { StagingModel } from './staging-models.ts';

/** A staging model that people wrote, with the columns that are known to come out of it. */
export interface ReadStaging extends StagingModel {
  readonly columns: readonly ReadColumn[];
  /** Its SQL, or only what its properties name; null: nothing is known. */
  readonly knownBy: 'sql' | 'properties' | null;
  /** Whether it takes every raw column, so that a new one comes out by itself. */
  readonly hasStar: boolean;
  /** Whether a column can be put into its select list. */
  readonly takesColumns: boolean;
  /** Raw columns that it selects now, those too that cartridge put there. */
  readonly selected: ReadonlySet<string>;
  /** Columns that its SQL takes from the raw table, which has them no more. */
  readonly missing: readonly string[];
}

export interface ReadColumn {
  /** The raw column that it is, or that alone it is made of; null: several, or none that is known. */
  readonly raw: string | null;
  readonly as: string;
  /** Whether it is the raw column as it is or cast, and not computed. */
  readonly isPlain: boolean;
}

/** SQL of the project's models, by path. */
export type ModelTexts = ReadonlyMap<string, string>;

/** What a staging model is read for: the raw table, as the project declares it, and the adapter whose SQL it is. */
export interface StagingOf {
  readonly table: Table;
  readonly declared: DeclaredTable;
  readonly adapter: string | null;
  /** Raw columns that cartridge added to it, which count as not there. */
  readonly added: ReadonlySet<string>;
}

/** Whose SQL is read where the adapter is not known: it takes most of what others do. */
const DEFAULT_ADAPTER = 'duckdb';

/** The columns of a staging model by its SQL, else those that its properties name. Pure. */
export function readStaging(staging: StagingModel, of: StagingOf, texts: ModelTexts): ReadStaging {
  const select = selectThrough(staging, of, texts);
  const documented = staging.model.columns.map(({ name }): ReadColumn => {
    const raw = findColumn(of.table, name) ?? null;
    return { raw, as: name, isPlain: raw !== null };
  });
  if (!select) {
    const knownBy = documented.length > 0 ? 'properties' : null;
    return { ...staging, columns: documented, knownBy, ...UNREAD };
  }
  const hasStar = select.hasStar || select.isOpen;
  const listed = select.columns.map((column) => readColumn(column, of.table));
  const read = once([...listed, ...starColumns(select, of.table)]);
  const columns = select.isOpen ? once([...read, ...documented]) : read;
  return {
    ...staging,
    columns: hasStar ? columns : columns.filter(({ raw }) => raw === null || !of.added.has(raw)),
    knownBy: 'sql',
    hasStar,
    takesColumns: !hasStar && staging.through.length === 0 && takesColumns(staging, of, texts),
    selected: new Set(read.flatMap(({ raw }) => raw ?? [])),
    missing: missingColumns(select, of.table),
  };
}

const UNREAD = { hasStar: false, takesColumns: false, selected: new Set<string>(), missing: [] };

/** Tries it, since a merge conflict later would stop the whole plan. */
function takesColumns({ model }: StagingModel, { adapter }: StagingOf, texts: ModelTexts): boolean {
  const column = { name: 'a_new_column', text: 'a_new_column' };
  const dialect = adapter ?? DEFAULT_ADAPTER;
  return 'text' in insertColumns(texts.get(model.path) ?? '', [column], { dialect });
}

/** What it takes as it is, by a name that is neither the raw table's nor one that it makes up itself. */
function missingColumns({ columns }: ModelSelect, table: Table): string[] {
  const made = new Set(columns.map(({ as }) => as.toLowerCase()));
  const taken = columns.flatMap(({ raw, as }) =>
    raw === null || (raw !== as && made.has(raw.toLowerCase())) ? [] : [raw],
  );
  return [...new Set(taken)].filter((raw) => findColumn(table, raw) === undefined);
}

/** What the model selects of the raw table, through the models between; null where that cannot be read. */
function selectThrough(
  { model, through }: StagingModel,
  { declared, adapter }: StagingOf,
  texts: ModelTexts,
): ModelSelect | null {
  const selects: ModelSelect[] = [];
  for (const { path } of [...through, model]) {
    const select = readSelect(texts.get(path) ?? '', adapter ?? DEFAULT_ADAPTER);
    if ('reason' in select) return null;
    selects.push(select);
  }
  const [first, ...others] = selects;
  return first && selectsFrom(first, declared) ? others.reduce(compose, first) : null;
}

function selectsFrom({ source }: ModelSelect, { source: { name }, table }: DeclaredTable): boolean {
  if (source === null) return true;
  return 'source' in source && isSame(source.source, name) && isSame(source.table, table.name);
}

/** What comes out of `outer`, which selects from `inner`, in columns of the raw table. */
function compose(inner: ModelSelect, outer: ModelSelect): ModelSelect {
  const known = new Map(inner.columns.map((column) => [column.as.toLowerCase(), column]));
  const lookUp = (name: string): Pick<SelectedColumn, 'raw' | 'uses'> =>
    known.get(name.toLowerCase()) ?? (inner.hasStar ? { raw: name, uses: [name] } : { raw: null, uses: [] });
  const columns = outer.columns.map(({ raw, as, uses }) => ({
    raw: raw === null ? null : lookUp(raw).raw,
    as,
    uses: uses.flatMap((name) => lookUp(name).uses),
  }));
  const handedOn = inner.columns.filter(({ as }) => !outer.except.some((name) => isSame(name, as)));
  return {
    ...outer,
    columns: outer.hasStar ? [...columns, ...handedOn] : columns,
    hasStar: inner.hasStar && outer.hasStar,
    except: [...inner.except, ...outer.except],
    isOpen: inner.isOpen || outer.isOpen,
  };
}

function readColumn({ raw, as, uses }: SelectedColumn, table: Table): ReadColumn {
  const used = new Set(uses.flatMap((name) => findColumn(table, name) ?? []));
  const [only = null] = used.size === 1 ? used : [];
  const plain = raw === null ? undefined : findColumn(table, raw);
  return { raw: plain ?? only, as: plainName(as), isPlain: plain !== undefined };
}

function starColumns({ hasStar, except }: ModelSelect, table: Table): ReadColumn[] {
  if (!hasStar) return [];
  const left = new Set(except.map((name) => name.toLowerCase()));
  return table.columns
    .filter(({ name }) => !left.has(name.toLowerCase()))
    .map(({ name }) => ({ raw: name, as: name, isPlain: true }));
}

/** A name that needs no quotes is the same in any case; in lower case it gets none. */
export function plainName(name: string): string {
  return /^\w+$/.test(name) ? name.toLowerCase() : name;
}

/** The first column of each name. */
function once(columns: readonly ReadColumn[]): ReadColumn[] {
  const taken = new Set<string>();
  return columns.filter(({ as }) => {
    const folded = as.toLowerCase();
    return !taken.has(folded) && taken.add(folded);
  });
}

function isSame(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}
