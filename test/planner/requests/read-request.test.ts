import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';
import { readRequest } from '../../../src/planner/requests/read-request.ts';
import { matchSources } from '../../../src/planner/existing/match-sources.ts';
import { anyCatalog } from '../../helpers/any-catalog.ts';
import { model, projectContext, source } from '../../helpers/existing-nodes.ts';
import { readFixture } from '../../helpers/rendered-draft.ts';
import { read, requestFor, said } from '../../helpers/requested.ts';
import type { AskedProject } from '../../helpers/requested.ts';
import type { Catalog } from '../../../src/catalog/catalog.ts';

const chinook = readFixture('chinook', { hideKeys: false });

const column = (name: string, type = 'integer') => ({ name, type });
/** A payment service beside a shop, each in a schema of its own. */
const twoSystems: Catalog = {
  name: 'warehouse',
  dialect: 'duckdb',
  tables: [
    {
      schema: 'stripe',
      name: 'charges',
      columns: [column('id'), column('customer_id'), column('amount', 'decimal(18,2)'), column('created', 'timestamp')],
      primary_key: ['id'],
      foreign_keys: [{ columns: ['customer_id'], ref_schema: 'stripe', ref_table: 'customers', ref_columns: ['id'] }],
    },
    {
      schema: 'stripe',
      name: 'customers',
      columns: [column('id'), column('email', 'varchar'), column('region', 'varchar')],
      primary_key: ['id'],
    },
    { schema: 'shop', name: 'customers', columns: [column('id'), column('name', 'varchar')], primary_key: ['id'] },
    { schema: 'shop', name: 'billing_invoices', columns: [column('id'), column('total', 'decimal(18,2)')] },
    { schema: 'shop', name: 'billing_lines', columns: [column('id'), column('invoice_id')] },
  ],
};

it.each([
  ['stage invoices and invoice lines', ['g1: Invoice, InvoiceLine | staging']],
  ['dimensions for customers and media types', ['g1: Customer, MediaType | marts dimension']],
  ['please build dim_customers and fct_invoice', ['g1: Customer, Invoice | marts']],
  ['I need staging models for the album table', ['g1: Album | staging']],
  [
    'stage everything except playlists, playlist tracks',
    ['g1: Album, Artist, Customer, Employee, Genre, Invoice, InvoiceLine, MediaType, Track | staging'],
  ],
  ['facts and dimensions', ['g1: all | marts']],
  ['onboard everything', ['g1: all']],
  ["I'd like you to set up this database", ['g1: all']],
  ['the artist-related tables', ['g1: Artist']],
  ['stage "Invoice"; then model `Track`', ['g1: Invoice | staging', 'g2: Track']],
  ['stage albums and build marts for artists', ['g2: Album | staging', 'g3: Artist | marts']],
])('makes many: %s', (text, expected) => {
  expect(said(requestFor(text, chinook))).toEqual(expected);
});

it.each([
  ['stage the billing tables', ['g1: billing_invoices, billing_lines | staging']],
  ['stage everything from stripe', ['g1: charges, customers | staging']],
  ['customers from stripe', ['g1: customers']],
  ['stripe.customers and shop.customers', ['g1: customers, customers']],
  ['marts for shop', ['g1: billing_invoices, billing_lines, customers | marts']],
])('finds sources, schemas and parts of names: %s', (text, expected) => {
  expect(said(requestFor(text, twoSystems))).toEqual(expected);
});

it('reads what is summed, and by what', () => {
  const request = requestFor('monthly revenue by region from stripe', twoSystems);
  expect(request.parts).toEqual([
    {
      goal_id: 'g1',
      tables: [
        { schema: 'stripe', name: 'charges' },
        { schema: 'stripe', name: 'customers' },
      ],
      layers: null,
      mart: null,
      summary: { of: ['revenue'], by: ['month', 'region'] },
      missing: [],
    },
  ]);
  expect(
    requestFor('total sales per artist, weekly invoices by city', chinook).parts.map(({ summary }) => summary),
  ).toEqual([
    { of: ['sales'], by: ['artist'] },
    { of: ['invoices'], by: ['week', 'city'] },
  ]);
  expect(requestFor('a dashboard of our top customers by invoice total', chinook).parts).toMatchObject([
    { summary: { of: ['customers'], by: ['invoice'] }, missing: [] },
  ]);
});

const project: AskedProject = {
  models: [
    model('stg_chinook__customers', {
      path: 'models/staging/chinook/stg_chinook__customers.sql',
      sources: ['chinook.Customer'],
    }),
    model('dim_customers', { path: 'models/marts/finance/dim_customers.sql', refs: ['stg_chinook__customers'] }),
    model('fct_invoices', { path: 'models/marts/finance/fct_invoices.sql' }),
    model('churn', { path: 'models/marts/product/churn.sql' }),
    model('stg_old', { path: 'models/staging/stg_old.sql', sources: ['legacy.genre'] }),
  ],
  sources: [source('legacy', ['genre'])],
  context: {
    folder_configs: [
      { resource_type: 'model', package: 'shop', path: 'marts/product', settings: { tags: ['growth'] } },
    ],
  },
};

it.each([
  ['add tests to customers', ['g1: add_tests stg_chinook__customers', 'g1: add_tests dim_customers']],
  ['add tests to dim_customers', ['g1: add_tests dim_customers']],
  ['document the finance marts', ['g1: update_docs dim_customers', 'g1: update_docs fct_invoices']],
  ['describe everything tagged "growth"', ['g1: update_docs churn']],
  [
    'add docs and tests to all staging models but stg_old',
    ['g1: add_tests stg_chinook__customers', 'g1: update_docs stg_chinook__customers'],
  ],
  ['add unique and not-null tests to dim_customers', ['g1: add_tests dim_customers']],
  ['increase test coverage of the staging layer', ['g1: add_tests stg_chinook__customers', 'g1: add_tests stg_old']],
  ['document churn and test fct_invoices', ['g2: update_docs churn', 'g3: add_tests fct_invoices']],
  ['stage albums, then document dim_customers', ['g2: Album | staging', 'g3: update_docs dim_customers']],
])('acts on what is there: %s', (text, expected) => {
  expect(said(requestFor(text, chinook, project))).toEqual(expected);
});

it('makes what is to be tested and is not there yet, with its tests', () => {
  expect(said(requestFor('add tests to tracks', chinook, project))).toEqual(['g1: Track']);
  expect(said(requestFor('document everything', chinook))).toEqual(['g1: all']);
});

it.each([
  ['replace stg_old by the new source and retire it', ['g1: Genre | staging', 'g1: Genre for stg_old']],
  ['migrate stg_old to chinook.Track', ['g1: Track | staging', 'g1: Track for stg_old']],
  ['switch dim_customers over to invoices', ['g1: Invoice | staging', 'g1: Invoice for dim_customers']],
])('converts: %s', (text, expected) => {
  expect(said(requestFor(text, chinook, project))).toEqual(expected);
});

function refused(text: string, about: AskedProject = {}): string[] {
  const outcome = read(text, chinook, about);
  return 'problems' in outcome
    ? outcome.problems.map(({ code, message, hint = '' }) => `${code} ${message}\n${hint}`)
    : [];
}

it('says what there is where nothing is recognised', () => {
  expect(refused('add tests to custmer')).toEqual([
    'REQUEST_UNCLEAR nothing in "add tests to custmer" names a table, a source, a model or a layer\n' +
      'Did you mean Customer? There are chinook, Album, Artist, Customer, Employee and 7 more; layers are staging, intermediate, marts. ' +
      'Leave the request out to plan for all tables.',
  ]);
  expect(refused('retire stg_old', project)).toEqual([
    'REQUEST_UNCLEAR "retire stg_old" does not say what takes the place of stg_old\n' +
      'Say so: "replace stg_old by TABLE and retire it". Cartridge never deletes a model, it turns it off.',
  ]);
  expect(refused('replace stg_odl by genre', project)).toEqual([
    'REQUEST_UNCLEAR "replace stg_odl by genre" names no model of the project to replace\n' +
      'Models are stg_chinook__customers, dim_customers, fct_invoices, churn, stg_old.',
  ]);
  expect(refused('replace churn by the new source', project)).toEqual([
    'REQUEST_UNCLEAR "replace churn by the new source" does not say which table takes the place of churn\n' +
      'Name the raw table: "replace churn by TABLE". It could be Album, Artist, Customer, Employee, Genre and 6 more.',
  ]);
});

it('lists the words that it made nothing of, and what they may have meant', () => {
  const { ignored, mistyped } = requestFor('quickly stage albums and custmers tonight', chinook);
  expect(ignored).toEqual(['quickly', 'custmers', 'tonight']);
  expect(mistyped).toEqual([{ word: 'custmers', nearest: 'Customer' }]);
});

it('makes a goal of each sentence and each clause', () => {
  const { goals } = requestFor('stage albums and build marts for artists. Document tracks', chinook);
  expect(goals).toEqual([
    { goal_id: 'g1', parent: null, text: 'stage albums and build marts for artists' },
    { goal_id: 'g2', parent: 'g1', text: 'stage albums' },
    { goal_id: 'g3', parent: 'g1', text: 'build marts for artists' },
    { goal_id: 'g4', parent: null, text: 'Document tracks' },
  ]);
});

it.each([
  ['100 kB', 'stage orders and '.repeat(6000)],
  ['one long word', 'a'.repeat(100_000)],
  ['control characters', 'stage \u0000\u001b[31m Album \u202e\ud800'],
  ['Jinja', "stage Album {{ ref('x') }} {% for %}"],
  ['emoji', '🎵 stage Album 🎸'],
  ['another language', 'Bitte Kunden und Rechnungen modellieren'],
  ['another script', '请为客户建立维度'],
  ['separators alone', '\n;;;...,,, " \' ` and and and'],
  ['names of objects', 'stage __proto__ and constructor'],
])('takes any text: %s', (_, text) => {
  const outcome = read(text, chinook);
  const goals = 'request' in outcome ? outcome.request.goals : [];
  expect(
    'problems' in outcome ? outcome.problems.map(({ code }) => code) : goals.map(({ parent }) => parent).slice(0, 1),
  ).toHaveLength(1);
  expect(JSON.stringify(goals)).not.toMatch(/\p{Cc}|\u202e/u);
});

const words = fc.constantFrom(
  ...'stage add tests docs to document dim_customers orders customers by from except and , ; . monthly replace retire stg_orders all new it constructor "a b" 😀'.split(
    ' ',
  ),
);

it('reads any text against any catalog: only tables that are there, goals that are listed', () => {
  fc.assert(
    fc.property(anyCatalog, fc.array(fc.oneof(words, fc.string()), { maxLength: 14 }), (catalog, parts) => {
      const sources = matchSources(catalog, [], { adapter: null });
      const context = projectContext({ existing_models: [model('stg_orders'), model('dim_customers')] });
      const { beliefs } = infer(catalog, NO_EVIDENCE);
      const text = parts.join(' ');
      const outcome = readRequest(text, { catalog, beliefs, context, sources });
      expect(outcome).toEqual(readRequest(text, { catalog, beliefs, context, sources }));
      if ('problems' in outcome) return;
      const { request } = outcome;
      const goals = new Set(request.goals.map(({ goal_id }) => goal_id));
      const names = new Set(catalog.tables.map(({ name }) => name));
      for (const part of request.parts) {
        expect(goals).toContain(part.goal_id);
        for (const { name } of part.tables ?? []) expect(names).toContain(name);
      }
      for (const { model: name, goal_id } of request.acts) {
        expect(['stg_orders', 'dim_customers']).toContain(name);
        expect(goals).toContain(goal_id);
      }
    }),
    { numRuns: 200 },
  );
});
