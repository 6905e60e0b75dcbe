import { expect, it } from 'vitest';
import type { Table } from '../../../src/catalog/catalog.ts';
import { saysReference } from '../../../src/refinement/checks/reference-words.ts';

it.each<[string, boolean]>([
  ['orders.customer_id -> customers', true],
  ['orders.sold_to -> customers', false],
  // Its own number: it speaks of no table whose name is longer, nor of itself.
  ['invoice.invoice_id -> invoice_line', false],
  ['organizations.organization_id -> organizations', false],
  ['categories.parent_id -> categories', true],
  ['employees.manager_id -> employees', true],
])('whether %s is said by the name: %s', (edge, says) => {
  const [column = '', to = ''] = edge.split(' -> ');
  const [from = '', name = ''] = column.split('.');
  const pointing = { from: tableOf(from), to: tableOf(to), key: 'id' };
  expect(saysReference({ name, type: 'integer' }, pointing)).toBe(says);
});

function tableOf(name: string): Table {
  return { name, columns: [] };
}
