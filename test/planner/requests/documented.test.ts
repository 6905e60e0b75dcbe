import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readActions } from '../../../src/planner/actions/read-actions.ts';
import { draftOfActions } from '../../../src/planner/actions/draft-of-actions.ts';
import { model } from '../../helpers/existing-nodes.ts';
import { readFixture } from '../../helpers/rendered-draft.ts';
import type { AskedProject } from '../../helpers/requested.ts';
import { groundOf, planFor, requestFor, said } from '../../helpers/requested.ts';
import { smallShop } from '../../helpers/small-shop.ts';

const PAGE = readFileSync(join(import.meta.dirname, '../../../docs/requests.md'), 'utf8');
const chinook = readFixture('chinook', { hideKeys: false });
const project: AskedProject = {
  models: [
    model('stg_chinook__customers', {
      path: 'models/staging/chinook/stg_chinook__customers.sql',
      sources: ['chinook.Customer'],
    }),
    model('dim_customers', { path: 'models/marts/finance/dim_customers.sql', refs: ['stg_chinook__customers'] }),
    model('fct_invoices', { path: 'models/marts/finance/fct_invoices.sql' }),
    model('stg_old', { path: 'models/staging/stg_old.sql' }),
  ],
};

/** The rows of a table of the page, cell by cell. */
function rowsOf(name: string): string[][] {
  const block = new RegExp(`<!-- requests: ${name} -->\n([^]*?)<!-- /requests -->`).exec(PAGE)?.[1] ?? '';
  const rows = block.trim().split('\n').slice(2);
  return rows.map((row) =>
    row
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim().replaceAll('`', '')),
  );
}

it('docs/requests.md tells which tables and layers words select', () => {
  const rows = rowsOf('make');
  expect(rows.length).toBeGreaterThan(5);
  for (const [request = '', tables, layers] of rows) {
    const expected = [`g1: ${[tables, layers].filter(Boolean).join(' | ')}`];
    expect(said(requestFor(request, chinook)), request).toEqual(expected);
  }
});

it('docs/requests.md tells what is done to models that are there', () => {
  const rows = rowsOf('act');
  expect(rows.length).toBeGreaterThan(4);
  for (const [request = '', done = ''] of rows) {
    const all = said(requestFor(request, chinook, project)).filter((line) => !line.includes('|'));
    expect(all, request).toEqual(done.split(', ').map((each) => `g1: ${each}`));
  }
});

it('docs/requests.md shows the words of a goal that is partly met', () => {
  const [goal] = planFor('monthly revenue by country', chinook).goals;
  expect(PAGE.replace(/\s+/g, ' ')).toContain(`${goal?.status} ${goal?.text}: ${goal?.reason}`);
});

it('docs/requests.md shows a file of actions that holds', () => {
  const [, file = ''] = /```yaml\n([^]*?)```/.exec(PAGE) ?? [];
  const read = readActions(file, 'actions.yml');
  if ('problems' in read) throw new Error(read.problems.map(({ message }) => message).join('\n'));
  expect(draftOfActions(read.wanted, groundOf(smallShop()))).not.toHaveProperty('problems');
});
