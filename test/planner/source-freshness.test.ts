import { expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import { infer } from '../../src/inference/infer.ts';
import type { SourceSpec, StagingSpec } from '../../src/plan/specs.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { renderSource } from '../../src/planner/render/render-source.ts';
import { stagingData } from '../../src/planner/render/select-data.ts';
import { loadTemplates } from '../../src/templates.ts';

const templates = await loadTemplates();

/** The source and the staging models of tables, given as `column type, column type`. */
function drafted(tables: Record<string, string>): { source: SourceSpec; staging: StagingSpec[] } {
  const catalog: Catalog = {
    name: 'shop',
    dialect: 'duckdb',
    tables: Object.entries(tables).map(([name, columns]) => ({
      name,
      columns: columns.split(', ').map((column) => {
        const [of = '', type = ''] = column.split(' ');
        return { name: of, type };
      }),
    })),
  };
  const { beliefs } = infer(catalog, NO_EVIDENCE);
  const { actions } = draftPlan({
    catalog,
    beliefs,
    style: DEFAULT_STYLE,
    adapter: 'duckdb',
    layers: ['staging'],
    tableNames: new Map(),
    takenNames: [],
  });
  const specs = actions.map(({ spec }) => spec);
  return {
    source: specs.find((spec) => spec.kind === 'source')!,
    staging: specs.filter((spec) => spec.kind === 'staging'),
  };
}

/** The lines of the source's YAML that say how it is loaded, and the names of its tables. */
function loading({ source }: { source: SourceSpec }): string {
  const { entries = [] } = renderSource(source, { style: DEFAULT_STYLE, templates });
  const text = entries.map((entry) => entry.text).join('\n');
  const blocks = text.replaceAll(/ {8}columns:\n(?: {10,}.*\n)*/g, '').split('\n');
  return blocks.filter((line) => line !== '' && !/description|schema|^sources/.test(line)).join('\n');
}

it('measures freshness by the column of the loader that wrote most tables', async () => {
  const draft = drafted({
    orders: 'id integer, _fivetran_synced timestamp',
    customers: 'id integer, _fivetran_synced timestamp',
    visits: 'id integer, _dlt_id varchar, _dlt_load_id varchar',
    countries: 'code varchar, name varchar',
    rates: 'id integer, _fivetran_synced timestamp',
  });
  expect(loading(draft)).toMatchInlineSnapshot(`
    "  - name: shop
        loader: fivetran
        config:
          freshness:
            warn_after:
              count: 3
              period: day
          loaded_at_field: _fivetran_synced
        tables:
          - name: countries
            config:
              freshness: null
          - name: customers
          - name: orders
          - name: rates
          - name: visits
            loader: dlt
            config:
              freshness:
                warn_after:
                  count: 3
                  period: day
              loaded_at_field: "epoch_ms(cast(cast(_dlt_load_id as double) * 1000 as bigint))""
  `);
});

it('says nothing of freshness where nothing tells', async () => {
  const draft = drafted({ orders: 'id integer, updated_at timestamp', items: 'id integer, loaded integer' });
  expect(loading(draft)).toMatchInlineSnapshot(`
    "  - name: shop
        tables:
          - name: items
          - name: orders"
  `);
});

it('keeps one moment of loading and the mark of a deleted row, and drops the bookkeeping', () => {
  const lists = drafted({
    airbyte: 'id integer, _airbyte_raw_id varchar, _airbyte_extracted_at timestamp, _ab_cdc_deleted_at varchar',
    debezium: 'id integer, __deleted varchar, __source_ts_ms bigint, __ts_ms bigint, __lsn bigint',
    fivetran: 'id integer, _fivetran_deleted boolean, _fivetran_synced timestamp, _fivetran_index integer',
    stitch: 'id integer, _sdc_batched_at timestamp, _sdc_received_at timestamp, _sdc_deleted_at timestamp',
  }).staging.map((spec) => {
    const data = stagingData(spec, { style: DEFAULT_STYLE, templates }) as { groups: { columns: string[] }[] };
    return data.groups.flatMap(({ columns }) => columns);
  });
  expect(lists).toEqual([
    ['id as airbyte_id,', '_ab_cdc_deleted_at is not null as is_deleted,', '_airbyte_extracted_at'],
    ['id as debezium_id,', "coalesce(__deleted = 'true', false) as is_deleted,", '__source_ts_ms'],
    ['id as fivetran_id,', 'coalesce(_fivetran_deleted, false) as is_deleted,', '_fivetran_synced'],
    ['id as stitch_id,', '_sdc_deleted_at is not null as is_deleted,', '_sdc_batched_at'],
  ]);
});
