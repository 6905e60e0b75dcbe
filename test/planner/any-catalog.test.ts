import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseTables } from '../../src/catalog/choose-tables.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { DEFAULT_STYLE, LAYERS } from '../../src/context/style.ts';
import { CartridgeError } from '../../src/errors.ts';
import { infer } from '../../src/inference/infer.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { checkPlan } from '../../src/plan/rules.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { assemblePlan } from '../../src/planner/assemble-plan.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { renderActions } from '../../src/planner/render/render-actions.ts';
import { newProjectName } from '../../src/planner/source-names.ts';
import { loadTemplates } from '../../src/templates.ts';
import { readYaml } from '../../src/yaml/read.ts';
import { usableCatalog } from '../helpers/any-catalog.ts';

const templates = await loadTemplates();
const style = DEFAULT_STYLE;

/** The plan of a catalog that a reader lets through; null where it is refused with words. */
function plan(found: Catalog): ExecutionPlan | null {
  try {
    const { catalog } = chooseTables(found, { schemas: [], select: [], exclude: [] }, 'any.json');
    const { beliefs } = infer(catalog, NO_EVIDENCE);
    const newProject = {
      name: newProjectName(catalog, undefined),
      database_path: 'any.duckdb',
      schema: 'analytics',
      input: { kind: 'catalog' as const },
    };
    const given = { catalog, beliefs, style, adapter: 'duckdb' as const, newProject, layers: LAYERS };
    const draft = draftPlan({ ...given, tableNames: new Map(), takenNames: [] });
    const assembled = assemblePlan({
      draft,
      rendered: renderActions(draft.actions, { style, templates }),
      current: new Map(),
      bases: new Map(),
      project: { name: null, adapter: 'duckdb', dbt_version: null, style },
      catalog,
      inputs: ['any.json'],
      warnings: [],
      request: null,
    });
    if ('conflicts' in assembled) throw new CartridgeError(assembled.conflicts);
    return sealPlan(assembled.plan);
  } catch (error) {
    if (error instanceof CartridgeError && error.problems.every(({ code }) => code !== 'INTERNAL')) return null;
    throw error;
  }
}

function twice(names: readonly string[]): string[] {
  const folded = names.map((name) => name.toLowerCase());
  return folded.filter((name, at) => folded.indexOf(name) !== at);
}

it('plans for any catalog that a reader lets through, each name and path once', () => {
  let planned = 0;
  fc.assert(
    fc.property(usableCatalog, (catalog) => {
      const made = plan(catalog);
      if (!made) return;
      planned += 1;
      expect(checkPlan(made)).toEqual([]);
      expect(twice(made.files.map(({ path }) => path))).toEqual([]);
      const models = made.actions.filter(({ type }) => !['create_project', 'create_source'].includes(type));
      expect(twice(models.map(({ name }) => name))).toEqual([]);
      for (const { path, content } of made.files) {
        expect(path).toMatch(/^(?!.*(?:^|\/)\.\.(?:\/|$))[^/].*$/);
        expect(content).not.toMatch(/\[native code\]|\[object |undefined|NaN/);
        if (path.endsWith('.yml')) expect(readYaml(content ?? '', path, 'PLAN_INVALID')).not.toHaveProperty('problems');
      }
    }),
    { numRuns: 100 },
  );
  expect(planned).toBeGreaterThan(20);
});
