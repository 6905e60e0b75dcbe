import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { readStagingSql } from '../../../src/context/staging-sql.ts';
import type { IntermediateSpec, StagingColumn, StagingSpec } from '../../../src/plan/specs.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { ADAPTERS, dialectOf } from '../../../src/sql/dialects/dialects.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { draftOf } from '../../helpers/built-models.ts';
import { actionsOf } from '../../helpers/styled.ts';

const SHOP: Catalog = {
  name: 'shop',
  dialect: 'snowflake',
  tables: [
    {
      name: 'CUSTOMERS',
      columns: [
        { name: 'ID', type: 'NUMBER' },
        { name: 'fullName', type: 'VARCHAR' },
        { name: '_FIVETRAN_SYNCED', type: 'TIMESTAMP_TZ' },
      ],
      primary_key: ['ID'],
    },
    {
      name: 'Order Lines',
      columns: [
        { name: 'ID', type: 'NUMBER' },
        { name: 'CUSTOMER_ID', type: 'NUMBER' },
        { name: 'AMOUNT_CENTS', type: 'NUMBER' },
      ],
      primary_key: ['ID'],
      foreign_keys: [{ columns: ['CUSTOMER_ID'], ref_table: 'CUSTOMERS', ref_columns: ['ID'] }],
    },
  ],
};

async function rendered(adapter: string): Promise<Record<string, string>> {
  const templates = await loadTemplates(undefined, dialectOf(adapter));
  const files = renderActions(draftOf(SHOP, undefined, adapter), { style: DEFAULT_STYLE, templates });
  return Object.fromEntries(files.map(({ path, content }) => [path, content]));
}

describe('on snowflake', () => {
  it('quotes only what was made in quotes, and tells dbt of tables that were', async () => {
    const files = await rendered('snowflake');
    expect(files['models/staging/shop/stg_shop__customers.sql']).toContain(
      '        id as customer_id,\n\n        ---------- strings\n        "fullName" as full_name,',
    );
    const sources = files['models/staging/shop/_shop__sources.yml']!;
    expect(sources).toContain('schema: public\n');
    expect(sources).toContain('identifier: Order Lines\n        quoting:\n          identifier: true\n');
    expect(sources.match(/quoting:/g)).toHaveLength(1);
    expect(sources).toMatch(/- name: fullName\n +description: .*\n +data_type: VARCHAR\n +quote: true\n/);
  });
});

it.each([
  ['snowflake', 'group by 1, 2\n'],
  ['sqlserver', 'group by order_id, "set"\n'],
])('is grouped on %s as it can be', async (adapter, clause) => {
  const totals: IntermediateSpec = {
    kind: 'intermediate',
    name: 'int_totals',
    description: '',
    from: 'stg_items',
    group_by: ['order_id', 'set'],
    measures: [],
    columns: [],
  };
  const templates = await loadTemplates(undefined, dialectOf(adapter));
  const [sql] = renderActions(actionsOf(totals), { style: DEFAULT_STYLE, templates });
  expect(sql!.content).toContain(clause);
});

it.each(ADAPTERS)('reads back what it wrote for %s', async (adapter) => {
  const hows: StagingColumn['how'][] = [
    { kind: 'keep' },
    { kind: 'cents' },
    { kind: 'cast', to: 'boolean' },
    { kind: 'cast', to: 'date' },
    { kind: 'cast', to: 'timestamp' },
    { kind: 'epoch', unit: 's' },
    { kind: 'epoch', unit: 'ms' },
    { kind: 'epoch', unit: 'us' },
    { kind: 'default_false' },
    { kind: 'is_not_null' },
    { kind: 'is_yes' },
    { kind: 'is_true' },
  ];
  const spec: StagingSpec = {
    kind: 'staging',
    name: 'stg_orders',
    description: '',
    source: 'shop',
    table: 'orders',
    select: hows.map((how, at) => ({ from: `Raw ${at}`, as: `column_${at}`, group: 'other', how })),
    columns: [],
  };
  const templates = await loadTemplates(undefined, dialectOf(adapter));
  const [sql] = renderActions(actionsOf(spec), { style: DEFAULT_STYLE, templates });
  const kinds = ['keep', 'keep', 'boolean', 'date', 'timestamp', 'epoch_s', 'epoch_ms', 'epoch_us'];
  expect(readStagingSql(sql!.content, adapter)).toEqual({
    source: 'shop',
    table: 'orders',
    columns: [...kinds, 'keep', 'keep', 'boolean', 'keep'].map((conversion, at) => ({
      raw: `Raw ${at}`,
      as: `column_${at}`,
      conversion,
    })),
  });
});
