import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openInput } from '../../../src/catalog/readers.ts';
import { believe } from '../../../src/inference/believe.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';

/** Beliefs of CSV files, each `name: rows`, with their rows asked. */
async function believeFiles(files: Readonly<Record<string, readonly string[]>>): Promise<Beliefs> {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-inference-'));
  for (const [name, rows] of Object.entries(files)) writeFileSync(join(folder, `${name}.csv`), rows.join('\n'));
  const input = await openInput(folder, { schemas: [], select: [], exclude: [] });
  try {
    return await believe(input.catalog, (probes) => input.answer(probes));
  } finally {
    await input.close();
  }
}

function rows(header: string, count: number, row: (n: number) => string): string[] {
  return [header, ...Array.from({ length: count }, (_, at) => row(at + 1))];
}

const customers = rows('id,name', 100, (n) => `${n * 7},Name ${n}`);

describe('what the rows say', () => {
  it('makes a key and a reference that hold sure', async () => {
    const orders = rows('id,customer_id,status', 200, (n) => `${n},${((n % 100) + 1) * 7},${n % 2 ? 'open' : 'shut'}`);
    const { tables, relationships } = await believeFiles({ customers, orders });
    expect(tables.map(({ primary_key: key }) => key)).toEqual([
      { columns: ['id'], probability: 0.995, declared: false },
      { columns: ['id'], probability: 0.995, declared: false },
    ]);
    expect(tables[1]?.columns[2]).toEqual({ name: 'status', kind: 'enum', values: ['open', 'shut'] });
    expect(relationships).toMatchObject([
      {
        columns: ['customer_id'],
        ref_table: 'customers',
        verdict: 'sure',
        orphans: 0,
        evidence: ['customer_id bears the name of customers', '100% of values found'],
      },
    ]);
  });

  it('takes a key with duplicates for none, and tries what else could tell the rows apart', async () => {
    const supplies = rows('id,sku,cost', 60, (n) => `SUP-${n % 30},SKU-${n % 20},${n}`);
    const { tables } = await believeFiles({ supplies });
    expect(tables[0]?.primary_key?.columns).toEqual(['id', 'sku']);
  });

  it('takes a key with nulls for none', async () => {
    const { tables } = await believeFiles({ notes: rows('id,body', 40, (n) => `${n === 3 ? '' : n},same`) });
    expect(tables[0]?.primary_key).toBeNull();
  });

  it('counts orphans: such a reference is at most likely, and with few values found it is dropped', async () => {
    const some = rows('id,customer_id', 100, (n) => `${n},${n === 1 ? 1 : n * 7}`);
    const none = rows('id,customer_id', 100, (n) => `${n},${n * 7 + 1}`);
    const { relationships } = await believeFiles({ customers, orders: some, visits: none });
    expect(relationships).toMatchObject([{ table: 'orders', verdict: 'likely', orphans: 1 }]);
  });

  it('finds a reference by another word for the same people', async () => {
    const orders = rows('id,user_id', 100, (n) => `${n},${((n % 100) + 1) * 7}`);
    const { relationships } = await believeFiles({ customers, orders });
    expect(relationships).toMatchObject([{ columns: ['user_id'], ref_table: 'customers', verdict: 'sure' }]);
  });

  it('never asks for the values of a personal column, nor shows more than twenty', async () => {
    const people = rows('id,gender,level,email', 60, (n) => `${n},${n % 2 ? 'f' : 'm'},L${n},p${n}@example.org`);
    const { tables } = await believeFiles({ employees: people });
    expect(tables[0]?.columns).toEqual([
      { name: 'id', kind: 'identifier' },
      { name: 'gender', kind: 'enum', pii: 'gender' },
      { name: 'level', kind: 'enum' },
      { name: 'email', kind: 'text', pii: 'email' },
    ]);
  });
});
