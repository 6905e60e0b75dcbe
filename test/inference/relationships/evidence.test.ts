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

/** `BA`, `CA`, ... */
function letters(n: number): string {
  return String.fromCharCode(65 + (n % 26), 65 + (Math.floor(n / 26) % 26));
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

  it('prefers a column that is unique alone to a pair with another, where names leave it open', async () => {
    const builds = rows('id,name', 300, (n) => `${n},Build ${n}`);
    const sources = rows('build_id,project_id,kind', 300, (n) => `${n},${n % 7},k${n % 5}`);
    const projects = rows('id,name', 7, (n) => `${n - 1},Project ${n}`);
    const { tables } = await believeFiles({ builds, build_sources: sources, projects });
    expect(tables.find(({ name }) => name === 'build_sources')?.primary_key?.columns).toEqual(['build_id']);
  });

  it('finds the key of a table that no name gives away: a code, and years within a country', async () => {
    const country = rows('area_no,two_letter,size', 60, (n) => `${n % 50},${letters(n)},${n}`);
    const figures = rows(
      'country,year,population',
      300,
      (n) => `${letters(Math.ceil(n / 5))},${1900 + (n % 5)},${n % 90}`,
    );
    const { tables } = await believeFiles({ country, figures });
    expect(tables.map(({ primary_key: key }) => key?.columns)).toEqual([['two_letter'], ['country', 'year']]);
  });

  it('leaves a table without a key where few rows are unique by chance', async () => {
    const { tables } = await believeFiles({ tags: rows('index,tag_text', 6, (n) => `${n % 3},tag ${n}`) });
    expect(tables[0]?.primary_key).toBeNull();
  });
});

describe('references that names do not give away', () => {
  const regions = rows('id,code,label', 60, (n) => `${n},${letters(n)},Region ${n}`);

  it('finds the code that a text points to, by the name of the table and by what is found there', async () => {
    const towns = rows('id,region', 200, (n) => `${n},${letters((n % 60) + 1)}`);
    const { relationships } = await believeFiles({ regions, towns });
    expect(relationships).toMatchObject([
      {
        table: 'towns',
        columns: ['region'],
        ref_columns: ['code'],
        evidence: ['region bears the name of regions', '100% of values found'],
      },
    ]);
  });

  it('takes a text for no reference where it is not found', async () => {
    const towns = rows('id,region', 200, (n) => `${n},Region of ${n % 60}`);
    expect((await believeFiles({ regions, towns })).relationships).toEqual([]);
  });

  it('finds uuids again, whatever the column is called', async () => {
    const uuid = (n: number): string => `00000000-0000-4000-8000-${String(n * 7919).padStart(12, '0')}`;
    const people = rows('id,name', 50, (n) => `${uuid(n)},Name ${n}`);
    const visits = rows('id,seen_with', 100, (n) => `${uuid(n + 1000)},${uuid((n % 50) + 1)}`);
    const { relationships } = await believeFiles({ people, visits });
    expect(relationships).toMatchObject([{ table: 'visits', columns: ['seen_with'], ref_table: 'people' }]);
  });

  it('is not fooled by numbers that lie in the range of some key', async () => {
    const shelves = rows('id,label', 90, (n) => `${n},Shelf ${n}`);
    const boxes = rows('id,seal_id,weight', 200, (n) => `${n},${(n % 60) + 1},${n % 40}`);
    expect((await believeFiles({ shelves, boxes })).relationships).toEqual([]);
  });
});

describe('tables that share a key', () => {
  const people = rows('person_id,name', 200, (n) => `${n},Name ${n}`);
  const employees = rows('person_id,title', 40, (n) => `${n * 3},Title ${n}`);
  const sellers = rows('person_id,quota', 25, (n) => `${n * 3},${n * 100}`);

  it("each points to the nearest that holds it: a quota is a seller's, a seller an employee, who is one of the people", async () => {
    const quotas = rows('id,person_id,amount', 60, (n) => `${n},${((n % 25) + 1) * 3},${n}`);
    const { relationships } = await believeFiles({ people, employees, sellers, quotas });
    expect(Object.fromEntries(relationships.map(({ table, ref_table: parent }) => [table, parent]))).toEqual({
      employees: 'people',
      sellers: 'employees',
      quotas: 'sellers',
    });
  });
});

it("a column whose name is no table's points to the one key that its values are spread over", async () => {
  const profiles = rows('id,name', 900, (n) => `${n * 3},Profile ${n}`);
  const stores = rows('id,name', 40, (n) => `${n},Store ${n}`);
  const sales = rows('id,cdx_id,store_id', 2000, (n) => `${n},${(((n * 7) % 900) + 1) * 3},${(n % 40) + 1}`);
  const { relationships } = await believeFiles({ profiles, stores, sales });
  expect(relationships).toMatchObject([
    { columns: ['store_id'], ref_table: 'stores', verdict: 'sure' },
    { columns: ['cdx_id'], ref_table: 'profiles', verdict: 'sure' },
  ]);
});

it("a column whose name is no table's points to no key that counts 1, 2, 3, however alike their ends are", async () => {
  const profiles = rows('id,name', 900, (n) => `${n},Profile ${n}`);
  const sales = rows('id,cdx_id', 2000, (n) => `${n},${((n * 7) % 900) + 1}`);
  const { relationships } = await believeFiles({ profiles, sales });
  expect(relationships).toEqual([]);
});

describe('rows that say little', () => {
  const orders = rows('id,customer_id', 100, (n) => `${n},${((n % 90) + 1) * 7}`);

  it('an empty parent speaks neither for nor against, but every row is an orphan', async () => {
    const { relationships } = await believeFiles({ customers: ['id,name', '1,A'], orders });
    expect(relationships).toMatchObject([]);
    const none = await believeFiles({ customers: ['id,name'], orders });
    expect(none.relationships.map(({ verdict }) => verdict)).not.toContain('sure');
  });

  it('codes that differ in case are found, with a warning', async () => {
    const items = rows('sku,label', 60, (n) => `SKU-${n},Item ${n}`);
    const sales = rows('id,item_sku', 100, (n) => `${n},sku-${(n % 60) + 1}`);
    const { relationships } = await believeFiles({ items, sales });
    expect(relationships).toMatchObject([
      {
        columns: ['item_sku'],
        verdict: 'likely',
        orphans: 100,
        evidence: expect.arrayContaining(['0% of values found', '100% if case and blanks around them are ignored']),
      },
    ]);
  });

  it('zeros for nothing do not speak against a reference, but are orphans', async () => {
    const some = rows('id,customer_id', 100, (n) => `${n},${n % 10 === 0 ? 0 : ((n % 15) + 1) * 7}`);
    const { relationships } = await believeFiles({ customers, orders: some });
    expect(relationships).toMatchObject([{ verdict: 'likely', orphans: 10, probability: 0.89 }]);
  });
});
