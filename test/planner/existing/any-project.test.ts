import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { chooseTables } from '../../../src/catalog/choose-tables.ts';
import { CartridgeError } from '../../../src/errors.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { kindOf } from '../../../src/plan/kinds.ts';
import type { SourceSpec } from '../../../src/plan/specs.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { readYaml } from '../../../src/yaml/read.ts';
import { usableCatalog } from '../../helpers/any-catalog.ts';
import { anyProject } from '../../helpers/any-project.ts';
import type { Brownfield } from '../../helpers/brownfield-draft.ts';
import { draftIn } from '../../helpers/brownfield-draft.ts';

const templates = await loadTemplates();

function twice(names: readonly string[]): string[] {
  const folded = names.map((name) => name.toLowerCase());
  return folded.filter((name, at) => folded.indexOf(name) !== at);
}

/** The catalog as a reader gives it; null where it refuses. */
function read(catalog: Catalog): Catalog | null {
  try {
    return chooseTables(catalog, { schemas: [], select: [], exclude: [] }, 'any.json').catalog;
  } catch (error) {
    if (error instanceof CartridgeError) return null;
    throw error;
  }
}

/** `source.table` of all that people declare. */
function declared({ sources = [] }: Brownfield): Set<string> {
  return new Set(sources.flatMap(({ name, tables }) => tables.map((table) => `${name}.${table.name}`.toLowerCase())));
}

/** The same in a schema that people may have stated, where there is none. */
function inSchema(catalog: Catalog): Catalog {
  const tables = catalog.tables.map((table) => ({
    ...table,
    schema: table.schema ?? 'raw',
    ...(table.foreign_keys && {
      foreign_keys: table.foreign_keys.map((key) => ({ ...key, ref_schema: key.ref_schema ?? 'raw' })),
    }),
  }));
  return { ...catalog, tables };
}

const situations = fc
  .tuple(usableCatalog, fc.boolean())
  .map(([catalog, isBare]) => read(isBare ? catalog : inSchema(catalog)))
  .filter((catalog) => catalog !== null)
  .chain((catalog) => anyProject(catalog).map((project) => ({ catalog, project })));

it('drafts for any catalog in any project: no name twice, nothing declared twice', () => {
  let extended = 0;
  fc.assert(
    fc.property(situations, ({ catalog, project }) => {
      const { actions } = draftIn(project, catalog);
      expect(twice(actions.map(({ type, name }) => `${type} ${name}`))).toEqual([]);
      const created = actions.filter(({ type }) => type.startsWith('create_'));
      const models = created.filter(({ type }) => kindOf(type).resource === 'model').map(({ name }) => name);
      expect(twice([...models, ...(project.models ?? []).map(({ name }) => name)])).toEqual([]);
      const sources = actions.flatMap(({ spec }): SourceSpec[] => (spec.kind === 'source' ? [spec] : []));
      const before = declared(project);
      for (const { name, tables } of sources) {
        const whole = tables.filter(({ description }) => description !== undefined);
        expect(whole.filter((table) => before.has(`${name}.${table.name}`.toLowerCase()))).toEqual([]);
        expect(twice(tables.map((table) => table.name))).toEqual([]);
      }
      extended += actions.filter(({ type }) => type.startsWith('update_')).length;
    }),
    { numRuns: 150 },
  );
  expect(extended).toBeGreaterThan(3);
});

it('renders whatever it drafted to YAML that can be read', () => {
  fc.assert(
    fc.property(situations, ({ catalog, project }) => {
      const { actions } = draftIn(project, catalog);
      for (const { path, content } of renderActions(actions, { style: DEFAULT_STYLE, templates })) {
        if (path.endsWith('.yml')) expect(readYaml(content, path, 'PLAN_INVALID')).not.toHaveProperty('problems');
      }
    }),
    { numRuns: 60 },
  );
});

it('does not depend on the order in which the project was read', () => {
  fc.assert(
    fc.property(situations, ({ catalog, project }) => {
      const { models = [], sources = [] } = project;
      const turned = { ...project, models: models.toReversed(), sources: sources.toReversed() };
      expect(draftIn(turned, catalog).actions).toEqual(draftIn(project, catalog).actions);
    }),
    { numRuns: 60 },
  );
});
