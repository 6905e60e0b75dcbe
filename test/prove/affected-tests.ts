import type { ModelSpec, TestSpec } from '../../src/plan/specs.ts';
import type { PlanModels } from './plan-models.ts';

/** A test of the plan, by what it checks: model, test, columns. */
export function testId(model: string, test: string, columns: readonly string[]): string {
  return `${model} ${test} ${columns.join('+')}`;
}

/** Models whose rows repeat when the rows of `model` do: those based on it, and those that join it. */
export function repeatedBy({ models }: PlanModels, model: string): string[] {
  const affected = [model];
  for (const name of affected) {
    for (const other of models.values()) {
      const repeats =
        other.kind === 'mart' && [other.base.model, ...other.joins.map((join) => join.model)].includes(name);
      if (repeats && !affected.includes(other.name)) affected.push(other.name);
    }
  }
  return affected;
}

/** Every uniqueness test of the models. */
export function uniquenessTests({ models }: PlanModels, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const model = models.get(name);
    if (!model) return [];
    const single = model.columns
      .filter((column) => column.tests.some((test) => test.test === 'unique'))
      .map((column) => testId(name, 'unique', [column.name]));
    const composite = model.unique_combination
      ? [testId(name, 'unique_combination', model.unique_combination.columns)]
      : [];
    return [...single, ...composite];
  });
}

/** Relationships tests on a staging column and on every mart and intermediate column that carries it. */
export function relationshipTests(plan: PlanModels, model: string, column: string): string[] {
  const carriers: [string, string][] = [[model, column]];
  for (const [name, carried] of carriers) {
    for (const other of plan.models.values()) {
      for (const as of carriedAs(other, name, carried)) {
        if (!carriers.some(([m, c]) => m === other.name && c === as)) carriers.push([other.name, as]);
      }
    }
  }
  return carriers.flatMap(([name, carried]) => {
    const tests: readonly TestSpec[] =
      plan.models.get(name)?.columns.find((entry) => entry.name === carried)?.tests ?? [];
    return tests.some((test) => test.test === 'relationships') ? [testId(name, 'relationships', [carried])] : [];
  });
}

function carriedAs(model: ModelSpec, from: string, column: string): string[] {
  if (model.kind === 'intermediate') return model.from === from && model.group_by.includes(column) ? [column] : [];
  if (model.kind !== 'mart') return [];
  const aliases = [model.base, ...model.joins].filter((part) => part.model === from).map((part) => part.alias);
  return model.select.filter((item) => aliases.includes(item.alias) && item.column === column).map((item) => item.as);
}
