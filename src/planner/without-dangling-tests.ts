import type { TestSpec } from '../plan/specs.ts';
import { isModelSpec } from '../plan/specs.ts';
import type { DraftAction } from './draft.ts';

/**
 * Some actions of a draft without the others: relationships tests that point to models which then neither are made nor are
 * there (`existing`, names of models) fall away. Pure.
 */
export function withoutDanglingTests(
  actions: readonly DraftAction[],
  existing: ReadonlySet<string>,
): readonly DraftAction[] {
  const made = new Set(actions.flatMap(({ spec }) => (isModelSpec(spec) ? [spec.name] : [])));
  const holds = (test: TestSpec): boolean =>
    test.test !== 'relationships' || test.to_source !== undefined || made.has(test.to) || existing.has(test.to);
  return actions.map((action) => withTests(action, holds));
}

function withTests(action: DraftAction, holds: (test: TestSpec) => boolean): DraftAction {
  const { spec } = action;
  if (!isModelSpec(spec) && spec.kind !== 'staging_columns') return action;
  if (spec.columns.every(({ tests }) => tests.every(holds))) return action;
  const columns = spec.columns.map((column) => ({ ...column, tests: column.tests.filter(holds) }));
  return { ...action, spec: { ...spec, columns } };
}
