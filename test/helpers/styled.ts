import type { Style } from '../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';
import type { ActionSpec } from '../../src/plan/specs.ts';
import type { DraftAction } from '../../src/planner/draft.ts';

/** The default style with some of its parts changed. */
export function styleWith(change: {
  readonly [Part in keyof Style]?: Style[Part] extends string ? Style[Part] : Partial<Style[Part]>;
}): Style {
  const parts = Object.entries(change).map(([part, value]) => {
    const old: unknown = Reflect.get(DEFAULT_STYLE, part);
    return [part, typeof value === 'object' && typeof old === 'object' ? { ...old, ...value } : value] as const;
  });
  return { ...DEFAULT_STYLE, ...Object.fromEntries(parts) };
}

/** Actions as the renderer takes them, of specs alone. */
export function actionsOf(...specs: ActionSpec[]): DraftAction[] {
  const types = {
    project: 'create_project',
    source: 'create_source',
    staging: 'create_staging',
    staging_columns: 'update_staging',
    intermediate: 'create_intermediate',
    mart: 'create_mart',
    written: 'create_mart',
    properties: 'add_tests',
    retired: 'retire_model',
  } as const;
  return specs.map((spec) => ({
    type: types[spec.kind],
    name: spec.name,
    description: '',
    dependencies: [],
    reason: { code: '', text: '', evidence: [] },
    spec,
  }));
}
