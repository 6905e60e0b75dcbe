// npm run eval:inference -- <folder of catalogs> [--errors]: hides what the schemas declare, infers it again and scores it.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogSchema } from '../src/catalog/catalog.ts';
import type { Catalog, Table } from '../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../src/catalog/evidence.ts';
import type { Beliefs } from '../src/inference/beliefs.ts';
import { infer } from '../src/inference/infer.ts';

interface Score {
  readonly name: string;
  readonly keys: number;
  readonly keysRight: number;
  readonly declared: number;
  readonly found: number;
  readonly right: number;
  readonly wrongParent: number;
  readonly plainFound: number;
  readonly plainRight: number;
  readonly sure: number;
  readonly sureRight: number;
  /** Sure edges of columns that are declared to point elsewhere. */
  readonly sureWrong: number;
}

/** Edges from this probability on count as found. */
const THRESHOLD = 0.5;
const [folder = '', ...flags] = process.argv.slice(2);
const showErrors = flags.includes('--errors');
const scores = readdirSync(folder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => scoreCatalog(catalogSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))), file));

const declaring = scores.filter((score) => score.declared > 0 || score.keys > 0);
console.log(
  `${'schema'.padEnd(26)}${'PK'.padStart(12)}${'FKs'.padStart(6)}${'P'.padStart(7)}${'R'.padStart(7)}${'F1'.padStart(7)}${'target'.padStart(8)}${'plain F1'.padStart(10)}`,
);
for (const score of declaring) console.log(line(score));
const dense = declaring.filter((score) => !['gisia', 'sharetribe', 'travis_ci', 'whitehall'].includes(score.name));
console.log(line(sum(dense, 'densely declared')));
console.log(line(sum(declaring, 'all')));
const { sure, sureRight, sureWrong } = sum(declaring, '');
console.log(
  `edges at p >= 0.9: ${sure}; declared ${sureRight}, declared otherwise ${sureWrong}, not declared ${sure - sureRight - sureWrong}`,
);

function scoreCatalog(catalog: Catalog, file: string): Score {
  const { beliefs } = infer(hideDeclarations(catalog), NO_EVIDENCE);
  const truth = edgesOf(catalog);
  const found = beliefs.relationships.filter(({ probability }) => probability >= THRESHOLD).map(edgeOf);
  const right = found.filter((edge) => truth.has(edge)).length;
  const sure = beliefs.relationships.filter(({ verdict }) => verdict === 'sure').map(edgeOf);
  const plain = plainRule(catalog);
  const keys = catalog.tables.filter((table) => (table.primary_key ?? []).length > 0);
  const wrong = keys.filter((table) => keyOf(table) !== believedKey(beliefs, table));
  const children = new Map([...truth].map((edge) => [edge.split(' -> ')[0], edge]));
  if (showErrors) {
    for (const table of wrong)
      console.log(`${file} key of ${table.name}: ${keyOf(table)}, believed ${believedKey(beliefs, table)}`);
    for (const edge of truth) if (!found.includes(edge)) console.log(`${file} missed ${edge}`);
    for (const edge of found) {
      const instead = children.get(edge.split(' -> ')[0]);
      if (!truth.has(edge)) console.log(`${file} extra  ${edge}${instead ? `  (instead of ${instead})` : ''}`);
    }
  }
  return {
    name: file.replace('.json', ''),
    keys: keys.length,
    keysRight: keys.length - wrong.length,
    declared: truth.size,
    found: found.length,
    right,
    wrongParent: found.filter((edge) => !truth.has(edge) && children.has(edge.split(' -> ')[0])).length,
    plainFound: plain.length,
    plainRight: plain.filter((edge) => truth.has(edge)).length,
    sure: sure.length,
    sureRight: sure.filter((edge) => truth.has(edge)).length,
    sureWrong: sure.filter((edge) => !truth.has(edge) && children.has(edge.split(' -> ')[0])).length,
  };
}

/** Names and types are left; serial types become integers, tables are sorted by name. */
function hideDeclarations(catalog: Catalog): Catalog {
  const tables = catalog.tables.map(({ schema, name, columns }) => ({
    ...(schema === undefined ? {} : { schema }),
    name,
    columns: columns.map((column) => ({ name: column.name, type: hideSerial(column.type) })),
  }));
  return { ...catalog, tables: tables.sort((a, b) => (a.name < b.name ? -1 : 1)) };
}

function hideSerial(type: string): string {
  if (/^(big|small)?serial\d?$|^primary_key$/i.test(type)) return /big|8|primary/i.test(type) ? 'bigint' : 'integer';
  return type.replace(/\s*(auto_?increment|identity(\(.*\))?)/i, '');
}

function edgesOf(catalog: Catalog): Set<string> {
  const tables = new Map(catalog.tables.map((table) => [table.name, table]));
  return new Set(
    catalog.tables.flatMap((table) =>
      (table.foreign_keys ?? []).flatMap((key) => {
        const parent = tables.get(key.ref_table);
        const columns = key.ref_columns.length > 0 ? key.ref_columns : (parent?.primary_key ?? []);
        return parent ? [edgeOf({ ...key, table: table.name, ref_columns: columns })] : [];
      }),
    ),
  );
}

function edgeOf(edge: {
  table: string;
  columns: readonly string[];
  ref_table: string;
  ref_columns: readonly string[];
}): string {
  const pairs = edge.columns
    .map((column, at) => [column, edge.ref_columns[at] ?? ''] as const)
    .sort(([a], [b]) => (a < b ? -1 : 1));
  return `${edge.table}(${pairs.map(([column]) => column).join()}) -> ${edge.ref_table}(${pairs.map(([, column]) => column).join()})`;
}

function keyOf(table: Table): string {
  return [...(table.primary_key ?? [])].sort().join();
}

function believedKey(beliefs: Beliefs, table: Table): string {
  const belief = beliefs.tables.find(({ name, schema }) => name === table.name && schema === table.schema);
  return [...(belief?.primary_key?.columns ?? [])].sort().join();
}

/** What most tools do: `<table>_id`, or its plural, points to the declared or `id` key of the table. */
function plainRule(catalog: Catalog): string[] {
  const keys = new Map(
    catalog.tables.map((table) => [
      table.name.toLowerCase(),
      { table, key: table.columns.find(({ name }) => /^id$/i.test(name)) },
    ]),
  );
  return catalog.tables.flatMap((table) =>
    table.columns.flatMap(({ name }) => {
      const stem = /^(.+)_id$/i.exec(name)?.[1]?.toLowerCase();
      if (stem === undefined) return [];
      const parent =
        keys.get(stem) ?? keys.get(`${stem}s`) ?? keys.get(`${stem}es`) ?? keys.get(stem.replace(/y$/, 'ies'));
      const key =
        parent?.key ?? parent?.table.columns.find((column) => column.name.toLowerCase() === name.toLowerCase());
      if (!parent || !key || parent.table === table) return [];
      return [edgeOf({ table: table.name, columns: [name], ref_table: parent.table.name, ref_columns: [key.name] })];
    }),
  );
}

function line(score: Score): string {
  const precision = score.right / score.found;
  const recall = score.right / score.declared;
  const plain = f1(score.plainRight / score.plainFound, score.plainRight / score.declared);
  const target = score.right / (score.right + score.wrongParent);
  const cells = [precision, recall, f1(precision, recall)].map((value) => number(value).padStart(7)).join('');
  return `${score.name.padEnd(26)}${`${score.keysRight}/${score.keys}`.padStart(12)}${String(score.declared).padStart(6)}${cells}${number(target).padStart(8)}${number(plain).padStart(10)}`;
}

function f1(precision: number, recall: number): number {
  return precision + recall === 0 ? 0 : (2 * precision * recall) / (precision + recall);
}

function number(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}

function sum(all: readonly Score[], name: string): Score {
  const of = (count: (score: Score) => number) => all.reduce((total, score) => total + count(score), 0);
  return {
    name,
    keys: of(({ keys }) => keys),
    keysRight: of(({ keysRight }) => keysRight),
    declared: of(({ declared }) => declared),
    found: of(({ found }) => found),
    right: of(({ right }) => right),
    wrongParent: of(({ wrongParent }) => wrongParent),
    plainFound: of(({ plainFound }) => plainFound),
    plainRight: of(({ plainRight }) => plainRight),
    sure: of(({ sure }) => sure),
    sureRight: of(({ sureRight }) => sureRight),
    sureWrong: of(({ sureWrong }) => sureWrong),
  };
}
