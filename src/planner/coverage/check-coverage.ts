import type { Catalog } from '../../catalog/catalog.ts';
import { indexStated } from '../../catalog/stated-keys.ts';
import { underCatalogNames } from '../../catalog/stated-names.ts';
import type { ProjectContext } from '../../context/context.ts';
import type { StatedTable } from '../../context/stated-facts.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import { indexBeliefs } from '../belief-index.ts';
import type { MatchedSource } from '../existing/match-sources.ts';
import type { InputScope } from '../existing/outdated.ts';
import { coverRelationships, indexParents } from './cover-relationships.ts';
import { coverTable } from './cover-table.ts';
import { findDrift } from './drift.ts';
import type { CheckReport, CoveredTable, ItemKind, Share } from './report.ts';
import { isCoveredEnough, REPORT_FORMAT_VERSION } from './report.ts';
import { indexProject } from './project-index.ts';
import type { ProjectIndex } from './project-index.ts';
import type { TableNodes } from './table-nodes.ts';
import { nodesOf } from './table-nodes.ts';

/** Everything that a check rests on. */
export interface CheckInput {
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly context: ProjectContext;
  /** What the project declares of the catalog, schema by schema. */
  readonly sources: readonly MatchedSource[];
  readonly stated: readonly StatedTable[];
  /** Texts of the models and singular tests that `textsToRead` names, by path. */
  readonly texts: ReadonlyMap<string, string>;
  readonly scope: InputScope;
  /** Share in percent that must be covered; null: any will do. */
  readonly minCoverage: number | null;
}

/** Compares the raw tables with the project: what it covers of them, and where it no longer fits. Pure. */
export function checkCoverage(input: CheckInput): CheckReport {
  const { catalog, context, texts, sources } = input;
  const beliefs = indexBeliefs(input.beliefs);
  const index = indexProject(context, texts);
  const all = findNodes(input, index);
  const parents = indexParents(catalog, all);
  const tables = all.map((nodes): CoveredTable => {
    const { table } = nodes;
    const items = coverTable(nodes, beliefs.tableOf(table));
    return {
      ...describeNodes(nodes),
      items: [...items, ...coverRelationships(nodes, beliefs.parentsOf(table), parents)],
    };
  });
  const drift = findDrift(sources, all, {
    context,
    dialect: catalog.dialect,
    index,
    statedOf: indexStated(underCatalogNames(input.stated, catalog)),
    scope: input.scope,
  });
  const coverage = sharesOf(tables);
  const min_coverage = input.minCoverage;
  return {
    format_version: REPORT_FORMAT_VERSION,
    project: context.project_name,
    catalog: catalog.name,
    passed: drift.length === 0 && isCoveredEnough({ coverage, min_coverage }),
    min_coverage,
    coverage,
    tables,
    drift,
  };
}

function findNodes({ catalog, sources }: CheckInput, index: ProjectIndex): TableNodes[] {
  const bySchema = new Map(sources.map((source) => [source.schema, source.declared]));
  return catalog.tables.map((table) => {
    const declared = bySchema.get(table.schema)?.get(table.name);
    return nodesOf(table, declared?.table.enabled === true ? declared : null, index);
  });
}

function describeNodes({ table: { schema, name }, declared, nodes }: TableNodes): Omit<CoveredTable, 'items'> {
  return {
    ...(schema === undefined ? {} : { schema }),
    name,
    source: declared ? { name: declared.source.name, table: declared.table.name, file: declared.source.path } : null,
    models: nodes.flatMap(({ model }) => (model ? [model.name] : [])),
  };
}

function sharesOf(tables: readonly CoveredTable[]): CheckReport['coverage'] {
  const items = tables.flatMap((table) => table.items);
  const shareOf = (kind?: ItemKind): Share => {
    const meant = kind === undefined ? items : items.filter((item) => item.kind === kind);
    const covered = meant.filter((item) => item.covered).length;
    const percent = meant.length === 0 ? 100 : Math.floor((covered * 1000) / meant.length) / 10;
    return { covered, of: meant.length, percent };
  };
  return {
    tables: shareOf('table'),
    columns: shareOf('column'),
    keys: shareOf('key'),
    relationships: shareOf('relationship'),
    total: shareOf(),
  };
}
