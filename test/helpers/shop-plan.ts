import { orderBatches } from '../../src/plan/batches.ts';
import type { Action, ExecutionPlan, PlannedFile, UnsealedPlan } from '../../src/plan/plan.ts';
import { sealPlan, sha256 } from '../../src/plan/seal.ts';

/** A small plan that keeps every rule: a new project, a source of two tables, two staging models and a mart. */
export function shopPlan(change: Partial<UnsealedPlan> = {}): ExecutionPlan {
  return sealPlan(unsealedShopPlan(change));
}

export function unsealedShopPlan(change: Partial<UnsealedPlan> = {}): UnsealedPlan {
  const actions = change.actions ?? shopActions();
  const ordered = orderBatches(actions);
  return {
    format_version: '1.0',
    parent: null,
    name: 'Onboard shop',
    description: 'Onboards the 2 tables of shop.',
    strategy: 'greenfield',
    request: null,
    goals: [],
    project: { name: 'shop', adapter: 'duckdb', dbt_version: null, style: {} },
    catalog: { dialect: 'duckdb', inputs: ['../shop.duckdb'], tables: [] },
    actions,
    batches: 'batches' in ordered ? ordered.batches : [],
    predicted_conflicts: [],
    collisions: [],
    worktree_assignments: {},
    questions: [],
    warnings: [],
    rollback_plan: 'cartridge rollback',
    on_failure: 'stop',
    metadata: {},
    files: actions.map((action) => newFile(action.file_path, [action.step_id])),
    provider: { name: 'offline' },
    ...change,
  };
}

export function shopActions(): Action[] {
  return [
    makeAction(1, 'create_project shop', {
      file_path: 'dbt_project.yml',
      spec: {
        kind: 'project',
        name: 'shop',
        adapter: 'duckdb',
        database_path: 'shop.duckdb',
        schema: 'analytics',
        input: { kind: 'catalog' },
        gitignore: ['target/'],
      },
    }),
    makeAction(2, 'create_source shop', {
      file_path: 'models/staging/shop/_shop__sources.yml',
      dependencies: ['project:shop'],
      spec: {
        kind: 'source',
        name: 'shop',
        description: 'The shop.',
        tables: ['orders', 'customers'].map((name) => ({ name, description: `All ${name}.`, columns: [] })),
      },
    }),
    staging(3, 'orders'),
    staging(4, 'customers'),
    makeAction(5, 'create_mart fct_orders', {
      file_path: 'models/marts/fct_orders.sql',
      dependencies: ['stg_shop__orders', 'model:stg_shop__customers'],
      spec: {
        kind: 'mart',
        name: 'fct_orders',
        description: 'Orders.',
        columns: [],
        mart: 'fact',
        base: { model: 'stg_shop__orders', alias: 'orders' },
        joins: [],
        select: [],
      },
    }),
  ];
}

/** An action that is valid but for what a test changes. `label` is `type name`. */
export function makeAction(step_id: number, label: string, change: Partial<Action> = {}): Action {
  const [type = '', name = ''] = label.split(/ (.*)/s);
  const file_path = change.file_path ?? `models/${name}.sql`;
  return {
    step_id,
    type,
    name,
    file_path,
    description: `Makes ${name}.`,
    dependencies: [],
    reason: { code: 'asked', text: 'asked for', evidence: [] },
    risk: 'new',
    severity: 'safe',
    impact: { files: [file_path], lines_added: 1, lines_removed: 0, columns: 0, tests: 0, downstream: [] },
    spec: {},
    success_criteria: [],
    alternatives: [],
    ...change,
  };
}

export function newFile(path: string, steps: number[], content = `-- ${path}\n`): PlannedFile {
  return { path, before_hash: null, after_hash: sha256(content), mode: '0644', steps, content };
}

function staging(step: number, table: string): Action {
  return makeAction(step, `create_staging stg_shop__${table}`, {
    file_path: `models/staging/shop/stg_shop__${table}.sql`,
    dependencies: [`source:shop.${table}`],
    spec: {
      kind: 'staging',
      name: `stg_shop__${table}`,
      description: `All ${table}.`,
      columns: [],
      source: 'shop',
      table,
      select: [],
    },
  });
}
