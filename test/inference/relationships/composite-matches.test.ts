import { expect, it } from 'vitest';
import { edgesOf } from '../../helpers/short-catalog.ts';

const parts = 'part_id, name text';
const suppliers = 'supplier_id, name text';

it('finds a bridge that is named after what its key means and says something more', () => {
  const part_suppliers = 'part_id, supplier_id, available integer';
  const lines = 'line_id, part_id, supplier_id';
  expect(edgesOf({ parts, suppliers, part_suppliers, lines })).toContain(
    'lines.part_id,supplier_id -> part_suppliers.part_id,supplier_id',
  );
});

it('takes no other table for one that happens to have both columns', () => {
  const prices = 'part_id, supplier_id, amount integer';
  const lines = 'line_id, part_id, supplier_id';
  expect(edgesOf({ parts, suppliers, prices, lines })).toEqual([
    'prices.part_id -> parts.part_id',
    'prices.supplier_id -> suppliers.supplier_id',
    'lines.part_id -> parts.part_id',
    'lines.supplier_id -> suppliers.supplier_id',
  ]);
});

it('finds names within names', () => {
  expect(
    edgesOf({
      jobs: 'pool_name text, job_name text, priority integer',
      timed_jobs: 'pool_name text, job_name text, fires text',
    }),
  ).toEqual(['timed_jobs.pool_name,job_name -> jobs.pool_name,job_name']);
});
