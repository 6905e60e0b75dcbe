import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { foundConventions, refSql, stagingSql, valuesOf } from '../../helpers/found-conventions.ts';

describe('settings', () => {
  it('takes what the layer folder sets, through defaults of variables, over models that have reasons of their own', () => {
    const found = foundConventions({
      'dbt_project.yml': `
name: shop_project
models:
  shop_project:
    +tags: [all]
    staging: {+materialized: "{{ var('staging', 'view') }}", +schema: staging, +tags: raw}
    marts: {+materialized: table, big: {+materialized: incremental, +schema: big}}
`,
      'models/staging/stg_orders.sql': stagingSql('shop', 'orders'),
      'models/marts/orders.sql': refSql('stg_orders'),
      'models/marts/big/events.sql': refSql('stg_orders'),
      'models/marts/big/clicks.sql': `{{ config(materialized='view', tags='slow') }} ${refSql('stg_orders')}`,
    });
    expect(valuesOf(found)).toMatchObject({
      'materialized.staging': 'view',
      'schema.staging': 'staging',
      'materialized.marts': 'table',
      'schema.marts': null,
      tags: ['all', 'raw', 'slow'],
    });
  });
});

describe('schemas', () => {
  it('takes that of the layer folder for the layer only where its models have it', () => {
    const found = foundConventions({
      'dbt_project.yml': `
name: shop_project
models:
  shop_project: {+schema: other, marts: {sales: {+schema: sales}, finance: {+schema: finance}}}
`,
      'models/marts/sales/fct_a.sql': refSql('x'),
      'models/marts/finance/fct_b.sql': refSql('x'),
      'models/intermediate/int_c.sql': refSql('x'),
    });
    expect(valuesOf(found)).toMatchObject({ 'schema.marts': null, 'schema.intermediate': 'other' });
  });
});

describe('what counts', () => {
  const files = {
    'models/staging/stg_orders.sql': stagingSql('shop', 'orders'),
    'models/staging/schema.yml':
      'models: [{name: stg_orders}]\nsources: [{name: shop, schema: s, tables: [{name: orders}]}]',
  };

  it('leaves out what cartridge generated', () => {
    expect(foundConventions(files)).not.toEqual({});
    expect(foundConventions(files, files)).toEqual({});
  });

  it('finds the same after cartridge wrote beside people, and into their files', () => {
    const theirs = 'sources: [{name: shop, tables: [{name: orders}]}]\nmodels:\n- name: stg_orders\n';
    const bases = {
      'models/staging/stg_crm__accounts.sql': 'SELECT 1',
      'models/staging/schema.yml': 'models:\n- name: stg_crm__accounts\n',
    };
    const before = { ...files, 'models/staging/schema.yml': theirs };
    const after = { ...before, ...bases, 'models/staging/schema.yml': `${theirs}- name: stg_crm__accounts\n` };
    expect(valuesOf(foundConventions(after, bases))).toEqual({
      ...valuesOf(foundConventions(before)),
      'yaml.blank_lines': 0,
    });
  });

  it('leaves out models that are off, unless most are', () => {
    const on = { 'models/a.sql': 'select 1', 'models/b.sql': 'select 2' };
    const off = { 'models/c.sql': '{{ config(enabled=false) }} SELECT 1' };
    expect(foundConventions({ ...on, ...off })['sql.keywords']).toMatchObject({ value: 'lower', found: 2, of: 2 });
    expect(foundConventions(off)['sql.keywords']).toMatchObject({ value: 'upper' });
  });

  it('finds the same after cartridge added columns to the models and sources of people', () => {
    const path = 'models/staging/schema.yml';
    const listing = (...columns: readonly string[]): string => {
      const listed = `columns: [${columns.map((column) => `{name: ${column}}`).join(', ')}]`;
      return `models: [{name: stg_orders, ${listed}}]\nsources: [{name: shop, tables: [{name: orders, ${listed}}]}]\n`;
    };
    const { 'yaml.source_columns': columns, ...before } = valuesOf(
      foundConventions({ ...files, [path]: listing('id') }),
    );
    const after = valuesOf(foundConventions({ ...files, [path]: listing('id', 'note') }, { [path]: listing('note') }));
    expect(columns).toBe(true);
    expect(after).toEqual(before);
  });

  it('finds nothing in an empty project', () => {
    expect(foundConventions({})).toEqual({});
  });

  it('does not depend on the order of files', () => {
    const project = {
      ...files,
      'models/marts/fct_a.sql': refSql('stg_orders'),
      'models/marts/dim_b.sql': 'WITH x AS (SELECT 1) SELECT * FROM x',
      'models/marts/_m.yml': 'version: 2\nmodels:\n- name: fct_a\n- name: dim_b\n',
    };
    const reversed = Object.fromEntries(Object.entries(project).toReversed());
    expect(foundConventions(reversed)).toEqual(foundConventions(project));
  });

  it('never throws, whatever the files, and claims no more than was counted', () => {
    const name = fc.oneof(
      fc.constantFrom('staging', 'stg_a__b', 'stg_', '__', 'fct_', '_dim', 'marts', 'base', '1_', 'é', ' '),
      fc.string({ minLength: 1 }).map((text) => text.replaceAll('/', '')),
    );
    const path = fc
      .tuple(fc.array(name, { maxLength: 3 }), name, fc.constantFrom('sql', 'yml', 'py'))
      .map(([folders, stem, ending]) => `${['models', ...folders].join('/')}/${stem}.${ending}`);
    const text = fc.oneof(
      fc.string(),
      fc.constantFrom(stagingSql('a', 'b'), stagingSql('', ''), refSql('stg_a__b'), refSql('')),
      name.map((each) => `models: [{name: ${JSON.stringify(each)}, columns: [{name: id, tests: [unique]}]}]`),
      name.map((each) => `sources: [{name: ${JSON.stringify(each)}, tables: [{name: b}]}]`),
    );
    fc.assert(
      fc.property(fc.dictionary(path, text, { maxKeys: 12 }), (project) => {
        for (const { confidence, found, of } of Object.values(foundConventions(project))) {
          expect(confidence).toBeGreaterThanOrEqual(0);
          expect(confidence).toBeLessThan(1);
          expect(found).toBeLessThanOrEqual(of);
        }
      }),
    );
  });
});
