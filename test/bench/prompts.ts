import { readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { encode } from 'gpt-tokenizer/encoding/o200k_base';
import type { Catalog, TableRef } from '../../src/catalog/catalog.ts';
import { catalogSchema, tableKey } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { Beliefs } from '../../src/inference/beliefs.ts';
import { infer } from '../../src/inference/infer.ts';
import { plannerPrompt } from '../../src/prompts/planner.ts';
import { encodeSchema } from '../../src/prompts/schema/encode-schema.ts';
import type { SchemaTable } from '../../src/prompts/schema/schema-table.ts';
import { schemaTables } from '../../src/prompts/schema/schema-tables.ts';
import { findClusters } from '../../src/refinement/clusters/clusters.ts';
import { quoteIdentifier } from '../../src/sql/identifiers.ts';
import { draftOf } from '../helpers/built-models.ts';
import { wideCatalog } from './wide-catalog.ts';

const FIXTURES = join(import.meta.dirname, '../fixtures/catalogs');

/** Plain ways of writing the same names and types down. */
const PLAIN: Readonly<Record<string, (catalog: Catalog) => string>> = {
  'json pretty': (catalog) => JSON.stringify(plainTables(catalog), null, 2),
  json: (catalog) => JSON.stringify(plainTables(catalog)),
  ddl: (catalog) =>
    catalog.tables
      .map(({ name, columns }) => {
        const lines = columns.map((column) => `  ${quoteIdentifier(column.name)} ${column.type}`);
        return `create table ${quoteIdentifier(name)} (\n${lines.join(',\n')}\n);`;
      })
      .join('\n'),
  'a line': (catalog) =>
    catalog.tables
      .map(({ name, columns }) => `${name}(${columns.map((c) => `${c.name} ${c.type}`).join(', ')})`)
      .join('\n'),
  names: (catalog) =>
    catalog.tables.map(({ name, columns }) => `${name}: ${columns.map((column) => column.name).join(' ')}`).join('\n'),
};
const WIDTHS = [26, 7, 8, 13, 8, 8, 8, 8, 8, 10];

/** Tokens (o200k_base) a column of catalogs in a folder, ours beside plain ways; then what a large plan takes. */
export function* countPromptTokens(folder = FIXTURES): Generator<string> {
  yield line(['tokens a column', 'tables', 'columns', ...Object.keys(PLAIN), 'ours', 'in calls']);
  const sums = new Map<string, number>();
  for (const file of readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort()) {
    const catalog = catalogSchema.parse(JSON.parse(readFileSync(join(folder, file), 'utf8')));
    const counted = countTokens(catalog);
    for (const [name, count] of Object.entries(counted)) sums.set(name, (sums.get(name) ?? 0) + count);
    yield row(basename(file, '.json'), counted);
  }
  const all = Object.fromEntries(sums);
  yield row('all', all);
  const ours = all['ours'] ?? 1;
  const ratios = Object.keys(PLAIN).map((name) => `${((all[name] ?? 0) / ours).toFixed(2)} x`);
  yield line(['against ours', '', '', ...ratios, '1.00 x', '']);
  const columns = 20_000;
  const wide = wideCatalog(1_000);
  const calls = findClusters(wide.tables, infer(wide, NO_EVIDENCE).beliefs.relationships).length;
  const inTables = Math.round((columns * (all['in calls'] ?? 0)) / (all['columns'] ?? 1));
  const around = promptTokens(encodeSchema({ dialect: '', tables: [] }));
  yield '';
  yield `1,000 tables of 20,000 columns as in this folder: ${count(inTables)} tokens of tables in ${calls} calls`;
  yield `and ${count(around)} a call for rules and conventions, which vendors cache: ${count(inTables + calls * around)} in`;
}

type Counted = Readonly<Record<string, number>>;

function countTokens(catalog: Catalog): Counted {
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const tables = schemaTables({ catalog, beliefs, actions: draftOf(catalog, beliefs), style: DEFAULT_STYLE });
  const calls = callsOf(tables, beliefs.relationships);
  const plain = Object.entries(PLAIN).map(([name, write]) => [name, encode(write(catalog)).length] as const);
  return {
    tables: catalog.tables.length,
    columns: catalog.tables.reduce((sum, table) => sum + table.columns.length, 0),
    ...Object.fromEntries(plain),
    ours: encode(encodeSchema({ dialect: catalog.dialect, tables }).text).length,
    'in calls': calls.reduce((sum, each) => sum + tokensOf(catalog.dialect, each), 0),
  };
}

function row(name: string, counted: Counted): string {
  const { tables = 0, columns = 1, ...tokens } = counted;
  const cells = Object.values(tokens).map((count) => (count / columns).toFixed(2));
  return line([name, String(tables), String(columns), ...cells]);
}

function line(cells: readonly string[]): string {
  return cells.map((cell, at) => (at === 0 ? cell.padEnd(WIDTHS[at] ?? 0) : cell.padStart(WIDTHS[at] ?? 0))).join('');
}

function plainTables({ tables }: Catalog): unknown {
  return tables.map(({ name, columns }) => ({ name, columns: columns.map((c) => ({ name: c.name, type: c.type })) }));
}

/** The calls that a refinement makes, each with the tables of elsewhere that it shows. */
function callsOf(tables: readonly SchemaTable[], relationships: Beliefs['relationships']) {
  const byKey = new Map(tables.map((each) => [tableKey(each.table), each]));
  const shown = (refs: readonly TableRef[]): SchemaTable[] => refs.flatMap((ref) => byKey.get(tableKey(ref)) ?? []);
  const clusters = findClusters(
    tables.map(({ table }) => table),
    relationships,
  );
  return clusters.map((cluster) => ({ tables: shown(cluster.tables), stubs: shown(cluster.stubs) }));
}

function tokensOf(dialect: string, cluster: ReturnType<typeof callsOf>[number]): number {
  return encode(encodeSchema({ dialect, ...cluster }).text).length;
}

function promptTokens(schema: ReturnType<typeof encodeSchema>): number {
  const { system, user } = plannerPrompt({
    strategy: 'greenfield',
    schema,
    request: null,
    goals: [],
    questions: [],
    existing: { models: [], sources: [] },
    history: { built: [], refused: [] },
    style: DEFAULT_STYLE,
    voice: [],
    businessContext: null,
  });
  return encode(system).length + encode(user).length;
}

function count(tokens: number): string {
  return tokens.toLocaleString('en');
}
