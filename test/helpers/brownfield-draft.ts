import type { Catalog } from '../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../src/catalog/evidence.ts';
import type { ExistingModel, ExistingSource } from '../../src/context/context.ts';
import type { Layer, Style } from '../../src/context/style.ts';
import { DEFAULT_STYLE, LAYERS } from '../../src/context/style.ts';
import { infer } from '../../src/inference/infer.ts';
import type { Delta } from '../../src/plan/deltas.ts';
import type { Draft } from '../../src/planner/draft.ts';
import { draftPlan } from '../../src/planner/draft-plan.ts';
import { findTables, readStagingModels } from '../../src/planner/existing/existing-tables.ts';

import { withPeoplesKeys } from '../../src/planner/existing/peoples-keys.ts';

/** What people have in a project, and how it is asked for more. */
export interface Brownfield {
  readonly models?: readonly ExistingModel[];
  readonly sources?: readonly ExistingSource[];
  /** SQL of models, by name. */
  readonly sql?: Readonly<Record<string, string>>;
  readonly style?: Partial<Style>;
  readonly layers?: readonly Layer[];
  readonly sourceName?: string;
  readonly completeness?: 'whole' | 'chosen' | 'unknown';
  /** Columns that cartridge added to people's tables before. */
  readonly added?: ReadonlyMap<string, ReadonlySet<string>>;
  readonly deltas?: readonly Delta[];
  readonly tableNames?: ReadonlyMap<string, ReadonlyMap<string, string>>;
}

/** The draft for a catalog in a project that has something already. */
export function draftIn(project: Brownfield, catalog: Catalog): Draft {
  const { models = [], sources = [], sql = {}, layers = LAYERS, sourceName } = project;
  const style = { ...DEFAULT_STYLE, ...project.style };
  const adapter = 'duckdb';
  const nodes = { models, sources, added: project.added ?? new Map(), planned: new Set<string>() };
  const found = findTables(catalog, nodes, { adapter, style, sourceName });
  const texts = new Map(models.flatMap(({ name, path }) => (sql[name] === undefined ? [] : [[path, sql[name]]])));
  const existing = readStagingModels(found, { texts, adapter });
  return draftPlan({
    catalog: existing.catalog,
    beliefs: infer(withPeoplesKeys(existing), NO_EVIDENCE).beliefs,
    style,
    adapter,
    existing,
    ...(sourceName === undefined ? {} : { sourceName }),
    layers,
    completeness: project.completeness ?? 'unknown',
    tableNames: project.tableNames ?? new Map(),
    takenNames: models.map(({ name }) => name),
    ...(project.deltas ? { deltas: project.deltas } : {}),
  });
}

/** `type name` of each action. */
export function actionsOf(draft: Draft): string[] {
  return draft.actions.map(({ type, name }) => `${type} ${name}`);
}
