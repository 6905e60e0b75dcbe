import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import type { Catalog, Table } from '../../src/index.ts';
import { applyPlan, checkProject, generateExecutionPlan } from '../../src/index.ts';
import { UNTIDY_SHOP } from '../helpers/untidy-shop.ts';

const CATALOGS = join(import.meta.dirname, '../fixtures/catalogs');
const scratch = mkdtempSync(join(tmpdir(), 'cartridge-check-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Onboards a catalog into a project of its own. */
async function onboard(from: string, projectDir: string): Promise<void> {
  const { plan } = await generateExecutionPlan({ from, projectDir });
  await applyPlan({ plan, projectDir, level: 'static' });
}

it.each(['bench_tpch', 'employees', 'pagila', 'sakila_mysql'])(
  'finds everything covered in a project that was just planned from %s, and no drift',
  async (name) => {
    const [from, projectDir] = [join(CATALOGS, `${name}.json`), join(scratch, name)];
    await onboard(from, projectDir);
    const report = await checkProject({ from, projectDir, minCoverage: 100 });
    expect(report.tables.flatMap((table) => table.items.filter((item) => !item.covered))).toEqual([]);
    expect(report.drift).toEqual([]);
    expect(report.passed).toBe(true);
  },
);

it('knows names again that dbt, YAML and SQL each write in their own way', async () => {
  const [from, projectDir] = [join(scratch, 'untidy.json'), join(scratch, 'untidy')];
  writeFileSync(from, JSON.stringify(UNTIDY_SHOP));
  await onboard(from, projectDir);
  const { coverage, drift } = await checkProject({ from, projectDir });
  expect(coverage.total.percent).toBe(100);
  expect(drift).toEqual([]);
});

const FROM = join(CATALOGS, 'chinook.json');
const chinook: Catalog = JSON.parse(readFileSync(FROM, 'utf8'));
const projectDir = join(scratch, 'chinook');
beforeAll(async () => onboard(FROM, projectDir));

/** One change of a raw table, and the drift that it must be. */
type Change = (table: Table) => { readonly tables: readonly Table[]; readonly drift: string };

const CHANGES: Readonly<Record<string, Change>> = {
  'a table goes': (table) => ({ tables: [], drift: `breaking table_dropped ${table.name}` }),
  'a table comes': (table) => ({
    tables: [table, { name: 'brand_new', columns: [{ name: 'id', type: 'INTEGER' }] }],
    drift: 'safe table_added brand_new',
  }),
  'a column goes': (table) => {
    const column = freeColumn(table);
    const columns = table.columns.filter((each) => each !== column);
    return { tables: [{ ...table, columns }], drift: `breaking column_dropped ${table.name}.${column.name}` };
  },
  'a column comes': (table) => ({
    tables: [{ ...table, columns: [...table.columns, { name: 'brand_new', type: 'INTEGER' }] }],
    drift: `safe column_added ${table.name}.brand_new`,
  }),
  'a column has another type': (table) => {
    const column = freeColumn(table);
    const columns = table.columns.map((each) => (each === column ? { ...each, type: 'BLOB' } : each));
    return { tables: [{ ...table, columns }], drift: `moderate type_changed ${table.name}.${column.name}` };
  },
};

/** A column that no key of the table needs. */
function freeColumn({
  columns,
  primary_key: key = [],
  foreign_keys: references = [],
}: Table): Table['columns'][number] {
  const needed = [...key, ...references.flatMap((each) => each.columns)];
  const free = columns.find((column) => !needed.includes(column.name));
  if (!free) throw new Error('every column is part of a key');
  return free;
}

function hasFreeColumn(table: Table): boolean {
  const needed = [...(table.primary_key ?? []), ...(table.foreign_keys ?? []).flatMap((each) => each.columns)];
  return table.columns.some((column) => !needed.includes(column.name));
}

it('tells exactly what changed in the raw tables', async () => {
  const anyTable = fc.constantFrom(...chinook.tables.filter(hasFreeColumn));
  const anyChange = fc.constantFrom(...Object.keys(CHANGES));
  await fc.assert(
    fc.asyncProperty(anyTable, anyChange, async (table, name) => {
      const change = CHANGES[name]!(table);
      const from = join(scratch, 'changed.json');
      const tables = chinook.tables.flatMap((each) => (each === table ? change.tables : [each]));
      writeFileSync(from, JSON.stringify({ ...chinook, tables }));
      const { drift, passed } = await checkProject({ from, projectDir });
      const told = drift.map((each) => `${each.severity} ${each.kind} ${[each.table, ...each.columns].join('.')}`);
      expect({ told, passed }).toEqual({ told: [change.drift], passed: false });
    }),
    { numRuns: 40 },
  );
});
