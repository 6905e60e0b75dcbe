import { describe, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { checkPlan } from '../../src/plan/rules.ts';
import type { Reply } from '../../src/prompts/reply/reply-schema.ts';
import { planCalls } from '../../src/refinement/ask/plan-calls.ts';
import { knownOf } from '../../src/refinement/known/known.ts';
import { refineDraft } from '../../src/refinement/refine-draft.ts';
import { believedClaims, declaredClaims } from '../eval/inference/claims.ts';
import { scoreClaims } from '../eval/inference/score.ts';
import { fakeModel, reply } from '../helpers/fake-model.ts';
import { planWith } from '../helpers/plan-of-deltas.ts';
import { asking, refineInput } from '../helpers/refine-input.ts';
import { readFixture } from '../helpers/rendered-draft.ts';
import { seededRandom } from '../helpers/seeded-random.ts';

/** What a model says that says something of every table and column, all of it well formed and at random. */
function lies(catalog: Catalog, seed: number): Reply {
  const random = seededRandom(seed);
  const input = refineInput(catalog);
  const tables = planCalls(input, knownOf(input)).flatMap(({ shown }) => [...shown.schema.tables]);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const said = reply();
  for (const [table, { columns }] of tables) {
    const numbers = [...columns.keys()];
    const why = 'it looks so';
    said.roles.push({ table, why, role: pick(['fact', 'dimension', 'technical', 'bridge', 'event']) });
    said.keys.push({ table, why, columns: [pick(numbers), pick(numbers)].slice(random() < 0.5 ? 1 : 0) });
    said.marts.push({ table, why, mart: pick(['none', 'fact', 'dimension']) });
    said.descriptions.push(
      { table, column: 0, text: `Words about number ${table}` },
      { table, column: -1, text: 'A mart of it' },
    );
    for (const column of numbers) {
      const [to, parent] = pick(tables);
      said.renames.push({
        table,
        column,
        name: pick(['amount', 'customer_id', 'created_at', 'is_active', 'first_name', 'order_total']),
      });
      said.references.push({
        table,
        columns: [column],
        why,
        to_table: to,
        to_columns: [pick([...parent.columns.keys()])],
        holds: random() < 0.7,
      });
      said.measures.push({
        table,
        column,
        why,
        function: pick(['sum', 'min', 'max']),
        name: pick(['total', 'max_amount', 'sum_of_all']),
      });
      said.values.push({ table, column, values: ['a', 'b'] });
    }
  }
  for (let question = 1; question <= input.draft.questions.length; question++) {
    const { choices } = input.draft.questions[question - 1] ?? { choices: [] };
    said.answers.push({ question, choice: pick([...choices, 'none']) });
  }
  return said;
}

describe.each(['chinook', 'pagila', 'employees', 'sakila_mysql', 'bench_tpch'])(
  'a model that lies about %s',
  (name) => {
    const declared = readFixture(name, { hideKeys: false });

    it('changes nothing that is declared, and takes no model away', async () => {
      const rules = planWith(declared, []);
      for (const seed of [1, 2, 3]) {
        const provider = fakeModel(() => JSON.stringify(lies(declared, seed)));
        const { deltas } = await refineDraft(refineInput(declared), asking({ provider }));
        const { plan, beliefs } = planWith(declared, deltas);
        expect(checkPlan(plan)).toEqual([]);
        const isFact = ({ declared: isSaid }: { declared: boolean }): boolean => isSaid;
        expect(beliefs.relationships.filter(isFact)).toEqual(rules.beliefs.relationships.filter(isFact));
        const keys = (from: typeof beliefs) =>
          from.tables.map((table) => (table.primary_key?.declared ? table.primary_key.columns : null));
        expect(keys(beliefs)).toEqual(keys(rules.beliefs));
        const models = (from: typeof plan): string[] =>
          from.actions.filter(({ type }) => type === 'create_staging').map((action) => action.name);
        expect(models(plan)).toEqual(models(rules.plan));
        const marts = (from: typeof plan): number => from.actions.filter(({ type }) => type === 'create_mart').length;
        expect(marts(plan)).toBeGreaterThanOrEqual(Math.floor(marts(rules.plan) * 0.8));
      }
    });

    it('makes no reference and no key of it worse where nothing is declared', async () => {
      const bare = readFixture(name, { hideKeys: true });
      const input = refineInput(bare);
      const scored = (beliefs: typeof input.beliefs) => {
        const { keys, declaring } = scoreClaims(declaredClaims(declared), believedClaims(beliefs), 0.5);
        return { keys: keys.right, right: declaring.right, wrong: declaring.found - declaring.right };
      };
      const rules = scored(input.beliefs);
      for (const seed of [6, 7, 8, 9]) {
        const provider = fakeModel(() => JSON.stringify(lies(bare, seed)));
        const { deltas } = await refineDraft(input, asking({ provider }));
        const { keys, right, wrong } = scored(planWith(bare, deltas).beliefs);
        expect({ keys: keys >= rules.keys, right: right >= rules.right, wrong: wrong <= rules.wrong }).toEqual({
          keys: true,
          right: true,
          wrong: true,
        });
      }
    });

    it('changes nothing that is sure where nothing is declared', async () => {
      const bare = readFixture(name, { hideKeys: true });
      const rules = planWith(bare, []);
      const sure = (from: typeof rules.beliefs): string[] =>
        from.relationships
          .filter(({ probability }) => probability >= 0.9)
          .map(({ table, columns, ref_table }) => `${table}.${columns.join('+')} ${ref_table}`)
          .sort();
      for (const seed of [4, 5]) {
        const provider = fakeModel(() => JSON.stringify(lies(bare, seed)));
        const { deltas } = await refineDraft(refineInput(bare), asking({ provider }));
        const { plan, beliefs } = planWith(bare, deltas);
        expect(checkPlan(plan)).toEqual([]);
        expect(sure(beliefs)).toEqual(expect.arrayContaining(sure(rules.beliefs)));
      }
    });
  },
);
