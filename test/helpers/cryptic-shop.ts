import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Delta } from '../../src/plan/deltas.ts';

/** A shop whose names say little: files with rows. */
const ROWS: Readonly<Record<string, readonly string[]>> = {
  acct_mst: lines('id,acct_nm,sgmt', 40, (n) => `${n},Name ${n},${'abc'[n % 3] ?? ''}`),
  sls_hdr: lines('hdr_no,acct,sls_status,dt,amt', 90, (n) => {
    const status = ['open', 'paid', 'void'][n % 3] ?? '';
    return `${n + 1000},${(n % 40) + 1},${status},2024-01-${String((n % 28) + 1).padStart(2, '0')},${n}.5`;
  }),
  sls_lin: lines(
    'hdr_no,lin_no,qty,amt',
    180,
    (n) => `${Math.ceil(n / 2) + 1000},${(n % 2) + 1},${n % 7},${n % 11}.25`,
  ),
  app_settings: lines('k,v', 9, (n) => `key_${n},${n}`),
  etl_log: lines('msg,batch,took', 50, (n) => `done ${n % 5},${n * 7},${n % 9}`),
  schema_migrations: lines('version,took', 9, (n) => `2024${n},${n % 4}`),
  stock_days: lines('day,item,level', 60, (n) => `2024-02-${String((n % 28) + 1).padStart(2, '0')},${n},${n * 3}`),
};

function lines(header: string, count: number, line: (n: number) => string): string[] {
  return [header, ...Array.from({ length: count }, (_, at) => line(at + 1))];
}

/** Writes its files into a folder, made where it is not there. */
export function writeCrypticShop(folder: string): string {
  mkdirSync(folder, { recursive: true });
  for (const [name, rows] of Object.entries(ROWS)) writeFileSync(join(folder, `${name}.csv`), rows.join('\n'));
  return folder;
}

const table = (name: string): { name: string } => ({ name });

/** What a model could say of it: one delta of each kind, each of which changes what the rules draft. */
export const CRYPTIC_DELTAS: readonly Delta[] = [
  { kind: 'rename_table', table: table('acct_mst'), name: 'customers', why: 'accounts are of customers' },
  { kind: 'rename_column', table: table('acct_mst'), column: 'acct_nm', name: 'customer_name', why: 'nm is a name' },
  { kind: 'describe_table', table: table('acct_mst'), text: 'Who buys, {{ one }} row each', why: 'of the business' },
  { kind: 'describe_column', table: table('sls_hdr'), column: 'acct', text: 'Who bought', why: 'see acct_mst' },
  { kind: 'describe_mart', table: table('sls_hdr'), text: 'Sales as they were made', why: 'asked for' },
  { kind: 'key', table: table('etl_log'), columns: ['batch'], why: 'one row a batch' },
  {
    kind: 'relationship',
    table: table('sls_hdr'),
    columns: ['acct'],
    to: table('acct_mst'),
    to_columns: ['id'],
    holds: true,
    why: 'acct is an account',
  },
  { kind: 'role', table: table('app_settings'), role: 'dimension', why: 'settings describe' },
  { kind: 'add_mart', table: table('schema_migrations'), mart: 'dimension', why: 'asked for' },
  { kind: 'drop_mart', table: table('sls_lin'), why: 'nobody looks at lines' },
  { kind: 'measure', table: table('sls_lin'), column: 'qty', function: 'max', name: 'most_pieces', why: 'asked for' },
  {
    kind: 'accepted_values',
    table: table('sls_hdr'),
    column: 'sls_status',
    values: ['open', 'paid'],
    why: 'void is a fault',
  },
  { kind: 'answer', question: 'key:stock_days', choice: 'item', why: 'one row an item' },
];
