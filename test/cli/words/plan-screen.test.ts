import { expect, it } from 'vitest';
import { PLAIN } from '../../../src/cli/colour.ts';
import { displayWidth } from '../../../src/cli/words/layout.ts';
import { planScreen, type PlanView } from '../../../src/cli/words/plan-screen.ts';
import { planTree } from '../../../src/cli/words/plan-tree.ts';
import type { UnsealedPlan } from '../../../src/plan/plan.ts';
import { projectContext } from '../../helpers/existing-nodes.ts';
import { shopBeliefs, shopCatalog } from '../../helpers/shop-beliefs.ts';
import { makeAction, newFile, shopActions, shopPlan } from '../../helpers/shop-plan.ts';

const LOOK = { width: 87, colour: PLAIN };

function richPlan(change: Partial<UnsealedPlan> = {}): PlanView['plan'] {
  const actions = [
    ...shopActions(),
    makeAction(6, 'create_intermediate int_order_items_by_order', {
      dependencies: ['stg_shop__orders'],
      reason: {
        code: 'fan_out',
        text: 'sums items to one row an order, so that fct_orders does not fan out',
        evidence: [],
      },
    }),
    makeAction(7, 'create_mart dim_customers', {
      dependencies: ['stg_shop__customers'],
      spec: { mart: 'dimension' },
      impact: { files: [], lines_added: 31, lines_removed: 0, columns: 8, tests: 61, downstream: [] },
    }),
  ];
  return shopPlan({
    actions,
    questions: [
      {
        id: 'relationship:payments.order_ref',
        about: 'Does payments.order_ref point to orders.id?',
        kind: 'relationship',
        choices: ['orders.id', 'none'],
        default: 'none',
        effect: 'adds a relationships test to payments.order_ref',
        p: 0.52,
        evidence: ['the suffix and type agree', '61% of values are found'],
      },
    ],
    warnings: [{ code: 'TYPE_UNKNOWN', text: 'stores.area has the unknown type GEO2; it is kept as it is' }],
    ...change,
  });
}

function view(change: Partial<PlanView> = {}): PlanView {
  const plan = change.plan ?? richPlan();
  return {
    plan,
    beliefs: shopBeliefs(),
    catalog: shopCatalog(),
    context: projectContext(),
    changes: plan.files.length,
    covered: { tables: 5, of: 5 },
    lastApplied: null,
    cost: null,
    hint: null,
    from: 'data/shop.duckdb',
    projectDir: undefined,
    readMs: 138,
    now: new Date('2026-03-04T05:06:07.000Z'),
    reference: '',
    ...change,
  };
}

it('shows what was read, understood and planned, what is open, and what comes next', () => {
  expect(`${planScreen(view(), LOOK).join('\n')}\n`).toMatchSnapshot();
});

it('breaks nothing at 60 columns', () => {
  const lines = planScreen(view(), { ...LOOK, width: 60 });
  expect(`${lines.join('\n')}\n`).toMatchSnapshot();
  expect(lines.filter((line) => displayWidth(line) > 60)).toEqual([]);
});

it('asks the three questions that matter most, and counts the rest', () => {
  const [question] = richPlan().questions;
  const questions = [1, 2, 3, 4, 5].map((number) => ({ ...question!, about: `Question ${number}?`, evidence: [] }));
  const look = { ...LOOK, width: 100 };
  const lines = planScreen(view({ plan: richPlan({ questions, warnings: [] }), reference: ' p.json' }), look);
  const start = lines.findIndex((line) => line.startsWith('5 questions'));
  expect(lines.slice(start, start + 9)).toEqual([
    '5 questions      Question 1? (p .52)',
    '                 assumed none; an answer adds a relationships test to payments.order_ref',
    '                 Question 2? (p .52)',
    '                 assumed none; an answer adds a relationships test to payments.order_ref',
    '                 Question 3? (p .52)',
    '                 assumed none; an answer adds a relationships test to payments.order_ref',
    '                 and 2 more questions',
    '                 to answer: cartridge show --questions p.json > answers.yml',
    '                 fill it in, and plan again with --answers answers.yml',
  ]);
});

it('names every file that exists and changes', () => {
  const changed = { ...newFile('.gitignore', [1]), before_hash: 'a'.repeat(64) };
  const plan = richPlan({ files: [changed, newFile('dbt_project.yml', [1])] });
  expect(planScreen(view({ plan }), LOOK).join('\n')).toContain('\nFiles that change\n  ~ .gitignore\n');
});

it('says no changes, and when the plan was applied', () => {
  const at = '2026-03-04T05:04:01.000Z';
  const unchanged = view({
    plan: richPlan({ warnings: [] }),
    changes: 0,
    lastApplied: { plan_id: '7f3a2c'.padEnd(64, '0'), at },
  });
  expect(planScreen(unchanged, LOOK)).toEqual([
    'No changes. 5 of 5 tables are covered (plan 7f3a2c, applied 2 minutes ago).',
  ]);
});

it('speaks of one thing in the singular', () => {
  const one = shopCatalog()
    .tables.slice(0, 1)
    .map((table) => ({ ...table, columns: table.columns.slice(0, 1) }));
  const lines = planScreen(view({ catalog: { ...shopCatalog(), tables: one }, from: 'one.csv', readMs: 3 }), LOOK);
  expect(lines[0]).toBe('one.csv        1 table, 1 column, 1 declared key');
});

it('makes room for a long name of an input', () => {
  const lines = planScreen(view({ from: 'warehouse_of_the_north.duckdb', readMs: undefined }), { ...LOOK, width: 100 });
  expect(lines.slice(0, 2)).toEqual([
    'warehouse_of_the_north.duckdb   5 tables, 19 columns, 2 declared keys',
    'project                         new: this folder becomes one (--project-dir DIR for another)',
  ]);
});

it('proposes commands that mean this plan', () => {
  const lines = planScreen(view({ projectDir: 'my shop', reference: " p.json --project-dir 'my shop'" }), LOOK);
  expect(lines.slice(1, 2)).toEqual(['project        new: my shop becomes one']);
  expect(lines.slice(-2)).toEqual([
    "Next             cartridge diff p.json --project-dir 'my shop'",
    "                 cartridge apply p.json --project-dir 'my shop'",
  ]);
});

it('shows every action by batch, with what it is based on', () => {
  expect(`${planTree(richPlan(), LOOK).join('\n')}\n`).toMatchSnapshot();
});
