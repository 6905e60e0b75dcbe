import type { Catalog } from '../../src/catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../../src/inference/beliefs.ts';

/** A shop with a declared key, inferred ones, a relationship of every verdict and a table that is technical. */
export function shopBeliefs(): Beliefs {
  return {
    format_version: '1.0',
    tables: [
      belief('customers', 'dimension', { columns: ['id'], probability: 1, declared: true }),
      belief('order items', 'fact', { columns: ['order_id', 'line'], probability: 0.97, declared: false }),
      belief('orders', 'fact', { columns: ['id'], probability: 1, declared: true }),
      belief('schema_migrations', 'technical', null),
      {
        ...belief('stores', 'dimension', { columns: ['store_code'], probability: 0.995, declared: false }),
        role_probability: 0.47,
        role_runner_up: 'classification',
        role_margin: 0.03,
      },
    ],
    relationships: [
      relationship('orders.customer_id -> customers', { declared: true, probability: 1 }),
      relationship('orders.store_code -> stores', {
        probability: 0.97,
        evidence: ['for: same name and type', 'for: 100% of 12 values are found', 'against: not declared'],
      }),
      relationship('order items.order_id -> orders', { probability: 0.8, verdict: 'likely' }),
      relationship('stores.parent -> stores', { probability: 0.4, verdict: 'doubtful' }),
    ],
    questions: [
      {
        id: 'relationship:stores.parent',
        about: 'Does stores.parent point to stores.store_code?',
        kind: 'relationship',
        choices: ['stores.store_code', 'none'],
        default: 'none',
        effect: 'adds a relationships test to stores.parent',
        p: 0.4,
        evidence: ['parent names another row of stores'],
      },
    ],
  };
}

/** The catalog that goes with `shopBeliefs`. */
export function shopCatalog(): Catalog {
  const { tables } = shopBeliefs();
  return {
    name: 'shop',
    dialect: 'duckdb',
    tables: tables.map((table) => ({
      name: table.name,
      columns: table.columns.map(({ name }) => ({ name, type: 'VARCHAR' })),
      ...(table.primary_key?.declared ? { primary_key: table.primary_key.columns } : {}),
    })),
  };
}

function belief(name: string, role: TableBelief['role'], primary_key: TableBelief['primary_key']): TableBelief {
  const columns = [...(primary_key?.columns ?? []), 'customer_id', 'store_code', 'parent'];
  return {
    name,
    role,
    role_probability: 0.99,
    primary_key,
    columns: [...new Set(columns)].map((column) => ({ name: column, kind: 'identifier' as const })),
  };
}

/** `link`: `child.column -> parent`. */
function relationship(link: string, change: Partial<Relationship>): Relationship {
  const [, table = '', column = '', parent = ''] = /^(.+)\.(.+) -> (.+)$/.exec(link) ?? [];
  return {
    table,
    columns: [column],
    ref_table: parent,
    ref_columns: [parent === 'stores' ? 'store_code' : 'id'],
    cardinality: 'many_to_one',
    probability: 0.97,
    verdict: 'sure',
    declared: false,
    evidence: [],
    ...change,
  };
}
