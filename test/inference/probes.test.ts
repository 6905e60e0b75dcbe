import { expect, it } from 'vitest';
import { NO_EVIDENCE, probeKey } from '../../src/catalog/evidence.ts';
import type { Evidence, Probe } from '../../src/catalog/evidence.ts';
import { infer } from '../../src/inference/infer.ts';

const catalog = {
  name: 'shop',
  dialect: 'postgres',
  tables: [
    { name: 'users', columns: ['id integer', 'email text'].map(column) },
    { name: 'orders', columns: ['id integer', 'user_id integer', 'status text'].map(column) },
  ],
};

function column(text: string) {
  const [name = '', type = ''] = text.split(' ');
  return { name, type };
}

/** `unique users.id`, `contained orders.user_id users.id`. */
function say(probe: Probe): string {
  const columns = probe.kind === 'values' ? probe.column : probe.columns.join();
  const to = probe.kind === 'contained' ? ` ${probe.refTable.name}.${probe.refColumns.join()}` : '';
  return `${probe.kind} ${probe.table.name}.${columns}${to}`;
}

it('asks for a profile of each table, for uniqueness of what may be a key, for values of enumerations, for each edge', () => {
  expect(infer(catalog, NO_EVIDENCE).probes.map(say)).toEqual([
    'profile orders.id,user_id,status',
    'unique orders.id',
    'values orders.status',
    'profile users.id,email',
    'unique users.id',
    'contained orders.user_id users.id',
  ]);
});

it('asks nothing twice, and so comes to an end', () => {
  const maps = { profile: new Map(), unique: new Map(), contained: new Map(), values: new Map() };
  const evidence: Evidence = maps;
  for (const probe of infer(catalog, NO_EVIDENCE).probes) {
    const answers = {
      profile: { rows: 9, exact: true, columns: new Map() },
      unique: { rows: 9, nullRows: 0, duplicates: 0 },
      contained: { sampled: 9, found: 9, orphans: 0 },
      values: null,
    };
    maps[probe.kind].set(probeKey(probe), answers[probe.kind]);
  }
  expect(infer(catalog, evidence).probes).toEqual([]);
});
