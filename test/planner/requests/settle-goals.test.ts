import { expect, it } from 'vitest';
import type { DraftAction } from '../../../src/planner/draft.ts';
import { narrowDraft } from '../../../src/planner/requests/narrow-draft.ts';
import { settleGoals } from '../../../src/planner/requests/settle-goals.ts';
import { model, source } from '../../helpers/existing-nodes.ts';
import { readFixture } from '../../helpers/rendered-draft.ts';
import type { AskedProject } from '../../helpers/requested.ts';
import { groundOf, requestFor } from '../../helpers/requested.ts';

const chinook = readFixture('chinook', { hideKeys: false });
const project: AskedProject = { models: [model('stg_old'), model('dim_customers')] };

/** How goals end: `g1 met reason`, then the warnings. */
function settled(text: string, about: AskedProject = {}, further: readonly Partial<DraftAction>[] = []): string[] {
  const request = requestFor(text, chinook, about);
  const { draft } = narrowDraft(request, groundOf(chinook, about));
  const base = draft.actions.at(-1);
  const added = base ? further.map((change) => ({ ...base, about: [], ...change })) : [];
  const { existing } = groundOf(chinook, about);
  const { goals, warnings } = settleGoals(request, [...draft.actions, ...added], existing);
  return [
    ...goals.map(({ goal_id, status, reason }) => `${goal_id} ${status ?? ''}: ${reason ?? ''}`),
    ...warnings.map(({ code, text: words }) => `${code}: ${words}`),
  ];
}

it('says that a goal is met, and by what', () => {
  expect(settled('dimensions for customers and artists')).toEqual(['g1 met: dim_artists, dim_customers serve it']);
});

it('what people have is there already', () => {
  const staged = model('stg_customers', { path: 'models/staging/stg_customers.sql', sources: ['chinook.Customer'] });
  const about = { models: [staged], sources: [source('chinook', ['Customer'])] };
  expect(settled('stage customers and artists', about)).toEqual([
    'g1 met: stg_chinook__artists serves it; stg_customers is there already',
  ]);
  expect(settled('stage customers', about)).toEqual(['g1 met: stg_customers is there already']);
});

it('says that no rule sums by what was asked', () => {
  expect(settled('monthly revenue by country')).toEqual([
    'g1 partly: no rule makes a model that sums revenue by month and country; stg_chinook__invoices, stg_chinook__invoice_lines, fct_invoices, fct_invoice_lines have the rows',
    'goal_partly: "monthly revenue by country" is only partly met: no rule makes a model that sums revenue by month and country; stg_chinook__invoices, stg_chinook__invoice_lines, fct_invoices, fct_invoice_lines have the rows',
  ]);
});

it('a model that was written for the goal meets it', () => {
  const written = { name: 'fct_monthly_revenue', goal_id: 'g1' };
  expect(settled('monthly revenue by country', {}, [written])).toEqual(['g1 met: fct_monthly_revenue answers it']);
});

it('says what is not there, and what is something else', () => {
  expect(settled('monthly revenue by planet from stripe')).toEqual([
    expect.stringMatching(/^g1 partly: .*; nothing is called planet or stripe$/),
    expect.stringMatching(/^goal_partly: "monthly revenue by planet from stripe" is only partly met: /),
    'request_ignored: nothing was made of these words of the request: stripe',
  ]);
  expect(settled('weekly unicorns from chinook')[0]).toBe(
    'g1 unmet: no rule makes a model that sums unicorns by week; nothing is called unicorns',
  );
  expect(settled('dimensions for invoices')).toEqual([
    'g1 unmet: rules make no new dimension of Invoice',
    'goal_unmet: "dimensions for invoices" is not met: rules make no new dimension of Invoice',
  ]);
  expect(settled('stage albums and custmers')).toEqual([
    'g1 partly: nothing is called custmers',
    'goal_partly: "stage albums and custmers" is only partly met: nothing is called custmers',
    'request_ignored: nothing was made of these words of the request: custmers (did you mean Customer?)',
  ]);
});

it('shows of long words and lists only the beginning', () => {
  const long = 'x'.repeat(50_000);
  const many = Array.from({ length: 1000 }, (_, at) => `unicorn${at}`).join(' ');
  for (const text of [
    `stage albums and ${long}`,
    `monthly ${long} of invoices by ${long}`,
    `monthly invoices by ${many}`,
  ]) {
    for (const line of settled(text)) expect(line.length).toBeLessThan(1000);
  }
});

it('a goal that is split ends as its parts do', () => {
  expect(settled('stage albums and build dimensions for invoices').slice(0, 3)).toEqual([
    'g1 partly: as g2 and g3 are',
    'g2 met: stg_chinook__albums serves it',
    'g3 unmet: rules make no new dimension of Invoice',
  ]);
});

it('settles what acts on models by the actions that came of it', () => {
  const tested = { name: 'dim_customers', type: 'add_tests' as const, goal_id: 'g2' };
  const both = 'stage albums and add tests to dim_customers';
  expect(settled(both, project)[2]).toBe('g3 met: nothing is missing that rules could add');
  expect(settled(both, project, [{ ...tested, goal_id: 'g3' }])[2]).toBe('g3 met: dim_customers gets what is missing');
  const convert = 'replace stg_old by Genre';
  expect(settled(convert, project)[0]).toBe('g1 unmet: stg_old stays as it is');
  expect(settled(convert, project, [{ name: 'stg_old', type: 'retire_model' }])).toEqual([
    'g1 met: stg_old gives way to what is made of Genre',
  ]);
});
