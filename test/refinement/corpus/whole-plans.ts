import { HOSTILE_NAMES } from './false-values.ts';
import type { FaultyValue } from './faulty-fields.ts';

const PLAN = {
  strategy: 'greenfield',
  actions: [
    {
      type: 'create_staging',
      name: 'stg_shop__sls_hdrs',
      description: 'Sales as they were made',
      file_path: 'models/staging/shop/stg_shop__sls_hdrs.sql',
      dependencies: ['source:shop.sls_hdr'],
      spec: {
        select: [{ from: 'sls_sts', as: 'sales_status' }],
        columns: [{ name: 'amt', description: 'The whole sale' }],
      },
    },
    { type: 'create_mart', name: 'fct_evil', description: 'None', file_path: '../../../etc/passwd' },
  ],
};

/** Whole plans, good and not. */
export function plans(): FaultyValue[] {
  const [action] = PLAN.actions;
  const faults: [string, object][] = [
    ['good', PLAN],
    ['list of actions', PLAN.actions],
    ['in a text', { plan: JSON.stringify(PLAN) }],
    ['no strategy', { actions: PLAN.actions }],
    ['no actions', { strategy: 'greenfield', actions: [] }],
    ['null actions', { actions: [null, 1, 'x', [], {}] }],
    ['unknown type', { actions: [{ ...action, type: 'run_shell' }] }],
    ['delete', { actions: [{ ...action, type: 'delete_file', file_path: '/' }] }],
    ['duplicates', { actions: [action, action, action] }],
    ['circle', { actions: [{ ...action, dependencies: ['stg_shop__sls_hdrs'] }] }],
    ['spec of a text', { actions: [{ ...action, spec: 'select 1' }] }],
    ['columns of a text', { actions: [{ ...action, spec: { columns: 'all', select: 'all' } }] }],
    ['null words', { actions: [{ ...action, description: null, spec: { description: 1 } }] }],
  ];
  for (const name of HOSTILE_NAMES)
    faults.push([
      `hostile ${name.slice(0, 20)}`,
      {
        actions: [
          { ...action, name, file_path: name },
          {
            ...action,
            description: name,
            spec: { select: [{ from: 'sls_sts', as: name }], columns: [{ name, description: name }] },
          },
        ],
      },
    ]);
  return faults.map(([name, value]) => ({ name: `plan: ${name}`, value }));
}
