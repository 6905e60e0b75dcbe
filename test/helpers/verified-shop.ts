import type { Event } from '../../src/events.ts';
import type { ExecutionPlan, PlanTable } from '../../src/plan/plan.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import type { VerifyOptions, VerifyReport } from '../../src/verify/verify-plan.ts';
import { verifyPlan } from '../../src/verify/verify-plan.ts';
import { makePlan } from './make-plan.ts';

/** The raw tables of a small shop. */
export const SHOP_TABLES: PlanTable[] = [
  {
    schema: 'main',
    name: 'orders',
    columns: [
      { name: 'id', type: 'INTEGER' },
      { name: 'status', type: 'VARCHAR' },
    ],
  },
  {
    schema: 'main',
    name: 'payments',
    columns: [
      { name: 'id', type: 'INTEGER' },
      { name: 'order_id', type: 'INTEGER' },
      { name: 'amount', type: 'DECIMAL(10,2)' },
    ],
  },
];

/** A sound dbt project over SHOP_TABLES, as cartridge would write it. */
export const SHOP_FILES = {
  'dbt_project.yml': 'name: shop\nversion: "1.0.0"\nconfig-version: 2\nprofile: shop\n',
  'profiles.yml':
    'shop:\n  target: dev\n  outputs:\n    dev:\n      type: duckdb\n      path: shop.duckdb\n      schema: analytics\n' +
    '      attach:\n        - path: raw/shop.duckdb\n          alias: shop_raw\n          read_only: true\n',
  'models/staging/_sources.yml': `sources:
  - name: shop
    database: shop_raw
    schema: main
    tables:
      - name: orders
        columns:
          - name: id
            data_tests: [unique, not_null]
          - name: status
      - name: payments
        columns:
          - name: id
          - name: order_id
          - name: amount
`,
  'models/staging/_models.yml': `models:
  - name: stg_shop__orders
    description: "Orders, {{ '{' }}{ not Jinja }}."
    columns:
      - name: order_id
        data_tests:
          - unique
          - not_null
      - name: status
        data_tests:
          - accepted_values:
              arguments:
                values: ["placed", "it''s sent"]
              config:
                severity: warn
  - name: stg_shop__payments
    description: Payments.
    columns:
      - name: payment_id
        data_tests: [unique]
      - name: order_id
        data_tests:
          - relationships:
              arguments:
                to: ref('stg_shop__orders')
                field: order_id
      - name: amount
`,
  'models/staging/stg_shop__orders.sql': `with source as (

    select * from {{ source('shop', 'orders') }}

),

renamed as (

    select
        id as order_id,
        status
    from source

)

select * from renamed
`,
  'models/staging/stg_shop__payments.sql': `{{ config(materialized='view') }}

with source as (

    select * from {{ source("shop", "payments") }}

),

renamed as (

    select
        id as payment_id,
        order_id,
        amount
    from source

)

select * from renamed
`,
  'models/marts/fct_orders.sql': `with orders as (

    select * from {{ ref('stg_shop__orders') }}

),

payments as (

    select * from {{ ref('stg_shop__payments') }}

),

final as (

    select
        orders.order_id,
        -- é😀 {# a comment {{ is no Jinja #}
        sum(payments.amount) as amount
    from orders
    left join payments on payments.order_id = orders.order_id
    group by 1

)

select * from final
`,
  'models/marts/_models.yml': `models:
  - name: fct_orders
    description: Orders.
    columns:
      - name: order_id
        data_tests: [unique]
      - name: amount
`,
  'tests/assert_fct_orders_unique.sql': `-- Fails for each combination that occurs more than once.
select order_id, amount
from {{ ref('fct_orders') }}
group by order_id, amount
having count(*) > 1
`,
} as const;

export type ShopFile = keyof typeof SHOP_FILES;

/** A plan that makes the shop, with some files changed, added, or left out (null). */
export function shopPlan(changes: Readonly<Record<string, string | null>> = {}): ExecutionPlan {
  const files: Record<string, string | null> = { ...SHOP_FILES, ...changes };
  return planOf(Object.entries(files).flatMap(([path, after]) => (after === null ? [] : [{ path, after }])));
}

/** A sealed plan that writes these files, made from `tables`. */
export function planOf(
  files: readonly { readonly path: string; readonly after: string | null }[],
  tables: readonly PlanTable[] = SHOP_TABLES,
  adapter = 'duckdb',
): ExecutionPlan {
  const { plan_id: _, ...plan } = makePlan(files.map((file) => ({ ...file, before: null })));
  const project = { ...plan.project, adapter };
  return sealPlan({ ...plan, project, catalog: { dialect: 'duckdb', inputs: [], tables: [...tables] } });
}

/** One text of the shop with a piece of it replaced. */
export function edited(path: ShopFile, from: string, to: string): Record<string, string> {
  const text = SHOP_FILES[path];
  if (!text.includes(from)) throw new Error(`${path} does not hold ${from}`);
  return { [path]: text.replace(from, () => to) };
}

/** Verifies without dbt unless told. */
export async function verify(
  projectDir: string,
  plan: ExecutionPlan,
  options: Partial<VerifyOptions> = {},
): Promise<VerifyReport & { events: Event[] }> {
  const events: Event[] = [];
  const report = await verifyPlan({
    plan,
    projectDir,
    level: 'auto',
    dbt: null,
    onEvent: (event) => events.push(event),
    ...options,
  });
  return { ...report, events };
}

/** Problems as the screens of `apply` show them: `file:line:column message`. */
export function shown(report: Pick<VerifyReport, 'problems'>): string[] {
  return report.problems.map(({ message, where = {} }) => {
    const place = [where.file, where.line, where.column].filter((part) => part !== undefined).join(':');
    return `${place} ${message}`;
  });
}
