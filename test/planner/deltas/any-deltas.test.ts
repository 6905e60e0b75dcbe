import * as fc from 'fast-check';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { chooseTables } from '../../../src/catalog/choose-tables.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { DEFAULT_STYLE, LAYERS } from '../../../src/context/style.ts';
import { CartridgeError } from '../../../src/errors.ts';
import { infer } from '../../../src/inference/infer.ts';
import { NO_ANSWERS } from '../../../src/inference/questions/answers.ts';
import type { Delta } from '../../../src/plan/deltas.ts';
import type { ExecutionPlan } from '../../../src/plan/plan.ts';
import { REFINEMENT_PATH } from '../../../src/plan/plan-paths.ts';
import { checkPlan } from '../../../src/plan/rules.ts';
import { sealPlan } from '../../../src/plan/seal.ts';
import { assemblePlan } from '../../../src/planner/assemble-plan.ts';
import { hintsOf, isAboutMeaning } from '../../../src/planner/deltas/hints-of.ts';
import { mergeDeltas } from '../../../src/planner/deltas/merge-deltas.ts';
import type { Draft } from '../../../src/planner/draft.ts';
import { draftPlan } from '../../../src/planner/draft-plan.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { usableCatalog } from '../../helpers/any-catalog.ts';
import { anyDeltas } from '../../helpers/any-deltas.ts';
import { readFixture } from '../../helpers/rendered-draft.ts';
import { verify } from '../../helpers/verified-shop.ts';

const templates = await loadTemplates();
const style = DEFAULT_STYLE;
const scratch = mkdtempSync(join(tmpdir(), 'cartridge-any-deltas-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** A draft and the plan of it, as deltas change it. */
function planOf(catalog: Catalog, deltas: readonly Delta[]): { plan: ExecutionPlan; draft: Draft } {
  const merged = mergeDeltas([], deltas);
  const { beliefs } = infer(catalog, NO_EVIDENCE, { ...NO_ANSWERS, hints: hintsOf(merged, catalog) });
  const newProject = {
    name: 'any',
    database_path: 'any.duckdb',
    schema: 'analytics',
    input: { kind: 'catalog' as const },
  };
  const given = { catalog, beliefs, style, adapter: 'duckdb' as const, newProject, layers: LAYERS, deltas: merged };
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
  return { plan: sealPlan(assembled.plan), draft };
}

/** The catalog as a reader hands it on; null where it refuses it. */
function readable(found: Catalog): Catalog | null {
  try {
    return chooseTables(found, { schemas: [], select: [], exclude: [] }, 'any.json').catalog;
  } catch (error) {
    if (error instanceof CartridgeError) return null;
    throw error;
  }
}

/** Texts by path, but for what is kept of the refinement. */
function filesOf({ files }: ExecutionPlan): Map<string, string | null> {
  return new Map(files.flatMap(({ path, content }) => (path === REFINEMENT_PATH ? [] : [[path, content]])));
}

const refined = usableCatalog.chain((found) => {
  const catalog = readable(found);
  const deltas = catalog ? anyDeltas(catalog) : fc.constant<Delta[]>([]);
  return fc.record({ catalog: fc.constant(catalog), deltas, order: fc.array(fc.nat(), { maxLength: 12 }) });
});

it('makes a sound plan of any catalog and any deltas, in whatever order they come', async () => {
  await fc.assert(
    fc.asyncProperty(refined, async ({ catalog, deltas, order }) => {
      if (!catalog) return;
      const { plan, draft } = planOf(catalog, deltas);
      expect(checkPlan(plan)).toEqual([]);
      const shuffled = deltas
        .map((delta, index) => ({ delta, key: order[index] ?? index }))
        .sort((a, b) => a.key - b.key)
        .map(({ delta }) => delta);
      expect(planOf(catalog, shuffled).plan.plan_id).toBe(planOf(catalog, deltas).plan.plan_id);
      const { problems } = await verify(scratch, plan, { level: 'static' });
      expect(problems).toEqual([]);
      // What is kept says all: with it alone the files are the same.
      expect(filesOf(planOf(catalog, draft.deltas ?? []).plan)).toEqual(filesOf(plan));
      for (const delta of draft.deltas ?? []) expect(draft.refused.map((each) => each.delta)).not.toContain(delta);
    }),
    { numRuns: 60 },
  );
});

/** Schemas of the world, without what they declare, so that there is something to say. */
const SCHEMAS = ['bench_tpch', 'chinook', 'employees', 'pagila', 'sakila_mysql'].map((name) =>
  readFixture(name, { hideKeys: true }),
);
const ofSchemas = (kinds: (delta: Delta) => boolean): fc.Arbitrary<{ catalog: Catalog; deltas: Delta[] }> =>
  fc
    .constantFrom(...SCHEMAS)
    .chain((catalog) => fc.record({ catalog: fc.constant(catalog), deltas: anyDeltas(catalog, kinds) }));

it('keeps every file of the draft of the rules, unless a delta renames or drops what it is of', () => {
  const changesNoFile = (delta: Delta): boolean =>
    !isAboutMeaning(delta) && !['rename_table', 'drop_mart'].includes(delta.kind);
  fc.assert(
    fc.property(ofSchemas(changesNoFile), ({ catalog, deltas }) => {
      const after = planOf(catalog, deltas).plan.files.map(({ path }) => path);
      const before = planOf(catalog, []).plan.files.map(({ path }) => path);
      // What a column is called also tells what it is, so other marts may be made where one gets a better name.
      const isRenamed = deltas.some(({ kind }) => kind === 'rename_column');
      const isBound = (path: string): boolean => !isRenamed || !/^tests\/|\/(?:int|fct|dim)_/.test(path);
      expect(before.filter((path) => isBound(path) && !after.includes(path))).toEqual([]);
    }),
    { numRuns: 60 },
  );
});

it('renames or drops what a delta names and nothing else', () => {
  fc.assert(
    fc.property(
      ofSchemas(({ kind }) => ['rename_table', 'drop_mart'].includes(kind)),
      ({ catalog, deltas }) => {
        const { draft } = planOf(catalog, deltas);
        const followed = draft.deltas ?? [];
        const named = new Set(followed.flatMap((delta) => ('table' in delta ? [delta.table.name] : [])));
        const stagingOf = ({ actions }: Draft): Map<string, string> =>
          new Map(
            actions.flatMap(({ name, type, dependencies: [source = ''] }) =>
              type === 'create_staging' ? [[source, name]] : [],
            ),
          );
        const after = stagingOf(draft);
        for (const [source, name] of stagingOf(planOf(catalog, []).draft)) {
          const table = source.slice(source.indexOf('.') + 1);
          if (!named.has(table)) expect(after.get(source)).toBe(name);
        }
        expect(after.size).toBe(catalog.tables.length);
      },
    ),
    { numRuns: 40 },
  );
});

it('binds in DuckDB whatever deltas change', async () => {
  await fc.assert(
    fc.asyncProperty(
      ofSchemas(() => true),
      async ({ catalog, deltas }) => {
        const { problems } = await verify(scratch, planOf(catalog, deltas).plan, { level: 'bind' });
        expect(problems).toEqual([]);
      },
    ),
    { numRuns: 12 },
  );
});
