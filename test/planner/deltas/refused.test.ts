import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Delta } from '../../../src/plan/deltas.ts';
import { mergeDeltas } from '../../../src/planner/deltas/merge-deltas.ts';
import { writeCrypticShop } from '../../helpers/cryptic-shop.ts';
import { planWithDeltas } from '../../helpers/plan-with-deltas.ts';
import { writeTree } from '../../helpers/project-tree.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-refused-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));
const from = writeCrypticShop(join(scratch, 'shop'));

const why = 'because';
const of = (name: string): { table: { name: string }; why: string } => ({ table: { name }, why });

/** Why deltas could not be followed, in the order of their identities. */
async function refusals(deltas: readonly Delta[], files: Readonly<Record<string, string>> = {}): Promise<string[]> {
  const projectDir = mkdtempSync(join(scratch, 'project-'));
  mkdirSync(projectDir, { recursive: true });
  writeTree(projectDir, files);
  const { draft } = await planWithDeltas(projectDir, from, deltas);
  expect(draft.deltas ?? []).toEqual([]);
  return draft.refused.map(({ delta, why: said }) => `${delta.kind}: ${said}`);
}

it('says of each name why it is not taken', async () => {
  expect(
    await refusals([
      { kind: 'rename_table', ...of('acct_mst'), name: 'stock_days' },
      { kind: 'rename_table', ...of('sls_hdr'), name: 'sales' },
      { kind: 'rename_table', ...of('sls_lin'), name: 'sale' },
      { kind: 'rename_table', ...of('etl_log'), name: '_x_' },
      { kind: 'rename_column', ...of('acct_mst'), column: 'acct_nm', name: 'sgmt' },
      { kind: 'rename_column', ...of('acct_mst'), column: 'sgmt', name: 'select' },
      { kind: 'rename_column', ...of('acct_mst'), column: 'age', name: 'years' },
      { kind: 'rename_column', ...of('customers'), column: 'age', name: 'years' },
    ]),
  ).toEqual([
    'rename_column: another column is called sgmt',
    'rename_column: acct_mst has no column age',
    'rename_column: select is no name that needs no quotes',
    'rename_column: there is no table customers in what was read',
    'rename_table: stock_days is called so, or would be',
    'rename_table: _x_ is no name for a table',
    'rename_table: sls_lin is called so, or would be',
    'rename_table: sls_hdr is called so, or would be',
  ]);
});

it('says of marts, totals, values and texts why they stay as the rules have them', async () => {
  expect(
    await refusals([
      { kind: 'add_mart', ...of('acct_mst'), mart: 'fact' },
      { kind: 'describe_mart', ...of('schema_migrations'), text: 'Who knows.' },
      { kind: 'describe_table', ...of('acct_mst'), text: 'Probably refers to orders.' },
      { kind: 'measure', ...of('etl_log'), column: 'took', function: 'sum', name: 'total_took' },
      { kind: 'accepted_values', ...of('sls_hdr'), column: 'sls_status', values: ['open', 'gone'] },
      { kind: 'accepted_values', ...of('sls_hdr'), column: 'amt', values: ['1'] },
    ]),
  ).toEqual([
    'accepted_values: not all of the values were seen',
    'accepted_values: not all of the values were seen',
    'describe_mart: no mart is made of it',
    'describe_table: the text says nothing that a description may hold',
    'add_mart: it has the dimension dim_acct_msts',
    'measure: no fact sums etl_logs up',
  ]);
});

it('says of keys, references and roles what stands against them', async () => {
  expect(
    await refusals([
      { kind: 'key', ...of('acct_mst'), columns: ['sgmt'] },
      { kind: 'key', ...of('schema_migrations'), columns: ['took'] },
      { kind: 'role', ...of('acct_mst'), role: 'fact' },
      {
        kind: 'relationship',
        ...of('sls_hdr'),
        columns: ['dt'],
        to: { name: 'acct_mst' },
        to_columns: ['id'],
        holds: true,
      },
      { kind: 'answer', question: 'key:nowhere', choice: 'id', why },
    ]),
  ).toEqual([
    'answer: it is about nothing that was read',
    'key: id is surely the key',
    'key: the rows refute it, or the project has no such key',
    'relationship: rows refute it, no test can compare the columns, or the project has no such reference',
    'role: it is surely dimension (0.96)',
  ]);
});

it('leaves what people named and wrote as it is', async () => {
  const files = {
    'dbt_project.yml': 'name: shop\nversion: "1.0"\nconfig-version: 2\nprofile: shop\nmodel-paths: [models]\n',
    'profiles.yml': 'shop:\n  target: dev\n  outputs:\n    dev: {type: duckdb, path: shop.duckdb, schema: analytics}\n',
    'cartridge.yml': 'sources:\n  shop:\n    tables:\n      sls_hdr:\n        name: receipts\n',
    'models/sources.yml':
      'sources:\n  - name: shop\n    schema: main\n    tables:\n      - name: acct_mst\n      - name: stock_days\n',
    'models/staging/stg_shop__accounts.sql': "select id, acct_nm from {{ source('shop', 'acct_mst') }}\n",
  };
  expect(
    await refusals(
      [
        { kind: 'rename_table', ...of('acct_mst'), name: 'customers' },
        { kind: 'rename_table', ...of('sls_hdr'), name: 'sales' },
        { kind: 'rename_column', ...of('acct_mst'), column: 'acct_nm', name: 'customer_name' },
        { kind: 'describe_table', ...of('acct_mst'), text: 'Who buys.' },
      ],
      files,
    ),
  ).toEqual([
    'describe_table: people wrote stg_shop__accounts',
    'rename_column: people wrote stg_shop__accounts',
    'rename_table: people stage it as stg_shop__accounts',
    'rename_table: cartridge.yml names it receipts',
  ]);
});

it('lets what is said now win over what was kept, and nothing change that is said in other words', () => {
  const kept: Delta[] = [
    { kind: 'rename_table', ...of('acct_mst'), name: 'accounts' },
    { kind: 'drop_mart', ...of('sls_lin') },
  ];
  const fresh: Delta[] = [
    { kind: 'rename_table', ...of('acct_mst'), name: 'customers' },
    { kind: 'drop_mart', table: { name: 'sls_lin' }, why: 'in other words' },
    { kind: 'add_mart', ...of('etl_log'), mart: 'fact' },
  ];
  expect(mergeDeltas(kept, fresh)).toEqual([fresh[2], kept[1], fresh[0]]);
  expect(mergeDeltas(fresh, [])).toEqual([fresh[2], fresh[1], fresh[0]]);
});
