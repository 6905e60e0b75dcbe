import { namedList } from './named-list.ts';
import { dialectOf } from '../sql/dialects/dialects.ts';
import { readDocsBlocks, withDocsBlocks } from './docs-blocks.ts';
import { readYaml } from '../yaml/read.ts';
import type { StagedColumn, StagingSelect } from './staging-sql.ts';
import { readStagingSql, readUniqueCombination } from './staging-sql.ts';
import type { StatedTest } from './stated-tests.ts';
import { statedTests } from './stated-tests.ts';
import { mappingOf } from '../yaml/mapping.ts';

/** What the project says of a raw table, read from what cartridge generated for it; all names are the raw ones. */
export interface StatedTable {
  readonly schema?: string;
  readonly name: string;
  /** Its staging model. */
  readonly model: string;
  /** Columns that the staging model is tested to be unique and filled on. `isSure`: a failing test is an error. */
  readonly key: { readonly columns: readonly string[]; readonly isSure: boolean } | null;
  readonly references: readonly StatedReference[];
  /** Every column that staging keeps. */
  readonly columns: readonly StatedColumn[];
  /** The `meta` of its staging model: what a person answered and no test can state. */
  readonly meta: Readonly<Record<string, string>>;
}

export interface StatedColumn {
  readonly name: string;
  readonly conversion: StagedColumn['conversion'];
  /** Values that it is tested to have; null where it is not. */
  readonly values: readonly string[] | null;
  /** Whether its description makes it part of a foreign key of several columns, which no test of dbt states. */
  readonly partOfReference: 'sure' | 'probable' | null;
  /** Whether the project describes it at all; one that writes no descriptions says nothing by their absence. */
  readonly isDescribed: boolean;
}

/** A relationships test between two staging models, as one of the raw tables below them. */
export interface StatedReference {
  readonly column: string;
  readonly ref_schema?: string;
  readonly ref_table: string;
  readonly ref_column: string;
  readonly isSure: boolean;
  /** Whether the description takes it for a mere probability. */
  readonly isProbable: boolean;
  /** A person has said so since: the project states nothing of it yet, and rows may. */
  readonly isFresh?: boolean;
}

/**
 * What the texts that cartridge generated state of the raw tables: keys, references, values. It counts as declared, so
 * that live data never flips a plan made again (DESIGN.md section 2). `files`: path to text. Whatever was written by
 * other templates, and cannot be read, states nothing. Pure; never throws.
 */
export function readStatedFacts(files: ReadonlyMap<string, string>, adapter = 'duckdb'): StatedTable[] {
  const blocks = new Map(
    [...files].filter(([path]) => path.endsWith('.md')).flatMap(([, text]) => readDocsBlocks(text)),
  );
  const documents = [...files]
    .filter(([path]) => /\.ya?ml$/.test(path))
    .map(([path, text]) => readDocument(withDocsBlocks(text, blocks), path));
  const tests = new Map(documents.flatMap((document) => [...statedTests(document, dialectOf(adapter))]));
  const descriptions = new Map(documents.flatMap(readDescriptions));
  const metas = new Map(documents.flatMap(readMetas));
  const rawTables = new Map(documents.flatMap(readRawTables));
  const combinations = new Map<string, NonNullable<ReturnType<typeof readUniqueCombination>>>();
  const selects = new Map<string, StagingSelect>();
  for (const [path, text] of files) {
    if (!path.endsWith('.sql')) continue;
    const model = path.slice(path.lastIndexOf('/') + 1, -'.sql'.length);
    const select = readStagingSql(text, adapter);
    const combination = select ? null : readUniqueCombination(text, adapter);
    if (select && rawTables.has(`${select.source}.${select.table}`)) selects.set(model, select);
    if (combination) combinations.set(combination.model, combination);
  }
  return [...selects].map(([model, select]) => {
    const raw = rawTables.get(`${select.source}.${select.table}`) ?? { name: select.table };
    const ofModel = tests.get(model) ?? [];
    const combination = combinations.get(model);
    return {
      ...raw,
      model,
      key: singleKey(select, ofModel) ?? (combination ? compositeKey(select, combination) : null),
      meta: metas.get(model) ?? {},
      references: ofModel.flatMap((test) => reference(select, test, { selects, rawTables })),
      columns: select.columns.map(({ raw: name, as, conversion }) => ({
        name,
        conversion,
        values: ofModel.find((test) => test.column === as && test.values !== null)?.values ?? null,
        partOfReference: partOfReference(descriptions.get(`${model}.${as}`) ?? ''),
        isDescribed: Boolean(descriptions.get(`${model}.${as}`)),
      })),
    };
  });
}

function partOfReference(description: string): StatedColumn['partOfReference'] {
  if (/\bProbably part of a reference to /.test(description)) return 'probable';
  return /\bPart of the foreign key to /.test(description) ? 'sure' : null;
}

interface RawTable {
  readonly schema?: string;
  readonly name: string;
}

function readDocument(text: string, path: string): unknown {
  const yaml = readYaml(text, path);
  return 'problems' in yaml ? null : yaml.value;
}

/** `model.column` to its description. */
function readDescriptions(document: unknown): [string, string][] {
  return namedList(document, 'models').flatMap(({ name: model, value }) =>
    namedList(value, 'columns').map(({ name, value: column }): [string, string] => [
      `${model}.${name}`,
      typeof column['description'] === 'string' ? column['description'] : '',
    ]),
  );
}

/** Model to the texts of its `meta`. */
function readMetas(document: unknown): [string, Readonly<Record<string, string>>][] {
  return namedList(document, 'models').map(({ name, value }) => {
    const texts = Object.entries(mappingOf(mappingOf(value['config'])['meta'])).flatMap(([key, text]) =>
      typeof text === 'string' ? [[key, text] as const] : [],
    );
    return [name, Object.fromEntries(texts)];
  });
}

/** `source.table` to the physical table. */
function readRawTables(document: unknown): [string, RawTable][] {
  return namedList(document, 'sources').flatMap(({ name: source, value }) => {
    const schema = typeof value['schema'] === 'string' ? { schema: value['schema'].replaceAll('""', '"') } : {};
    return namedList(value, 'tables').map(({ name, value: table }): [string, RawTable] => {
      const physical = typeof table['identifier'] === 'string' ? table['identifier'].replaceAll('""', '"') : name;
      return [`${source}.${name}`, { ...schema, name: physical }];
    });
  });
}

/** The first column that is both unique and filled: staging puts the key first. */
function singleKey({ columns }: StagingSelect, tests: readonly StatedTest[]): StatedTable['key'] {
  for (const { raw, as } of columns) {
    const own = tests.filter((test) => test.column === as);
    const unique = own.find((test) => test.test === 'unique');
    if (unique && own.some((test) => test.test === 'not_null')) return { columns: [raw], isSure: unique.isSure };
  }
  return null;
}

function compositeKey(
  { columns }: StagingSelect,
  combination: { readonly columns: readonly string[]; readonly isSure: boolean },
): StatedTable['key'] {
  const raw = combination.columns.map((name) => columns.find((column) => column.as === name)?.raw);
  const known = raw.filter((name) => name !== undefined);
  return known.length === raw.length ? { columns: known, isSure: combination.isSure } : null;
}

function reference(
  select: StagingSelect,
  { column, to, isSure, isProbable }: StatedTest,
  known: { selects: ReadonlyMap<string, StagingSelect>; rawTables: ReadonlyMap<string, RawTable> },
): StatedReference[] {
  const parent = to ? known.selects.get(to.model) : undefined;
  const table = parent ? known.rawTables.get(`${parent.source}.${parent.table}`) : undefined;
  const child = select.columns.find((each) => each.as === column);
  const field = parent?.columns.find((each) => each.as === to?.field);
  if (!table || !child || !field) return [];
  return [
    {
      column: child.raw,
      ...(table.schema === undefined ? {} : { ref_schema: table.schema }),
      ref_table: table.name,
      ref_column: field.raw,
      isSure,
      isProbable,
    },
  ];
}
