import type { ExistingModel, ExistingSource, ExistingTable, ProjectContext } from '../../context/context.ts';
import { isBeforeStaging } from '../existing/layer-of-model.ts';
import type { DeclaredTable } from '../existing/match-sources.ts';
import { groupBy } from '../group-by.ts';
import type { NodeName } from './node-tests.ts';
import { readUniqueTest } from './singular-tests.ts';

/** The project by the names that lead from a raw table to what is built on it; names in lower case. */
export interface ProjectIndex {
  /** dbt's name of the adapter, by which SQL is read. */
  readonly adapter: string;
  /** Enabled models by `source.table` that they select from, and by the model that they refer to. */
  readonly bySource: ReadonlyMap<string, readonly ExistingModel[]>;
  readonly byRef: ReadonlyMap<string, readonly ExistingModel[]>;
  /** Combinations of columns that singular tests hold unique, by node. */
  readonly unique: ReadonlyMap<string, readonly ReadonlySet<string>[]>;
  readonly textOf: (model: ExistingModel) => string;
}

/** `texts`: of models and singular tests, by path; what is not there reads nothing and tests nothing. Pure. */
export function indexProject(context: ProjectContext, texts: ReadonlyMap<string, string>): ProjectIndex {
  const models = context.existing_models.filter((model) => model.enabled);
  const tests = context.existing_tests.flatMap((test) => readUniqueTest(test, texts.get(test.path) ?? '') ?? []);
  const unique = groupBy(tests, ({ node }) => [nodeKey(node)]);
  return {
    adapter: context.warehouse_type ?? '',
    bySource: groupBy(models, (model) => model.sources.map((name) => name.toLowerCase())),
    byRef: groupBy(models, (model) => model.refs.map((name) => name.toLowerCase())),
    unique: new Map([...unique].map(([key, found]) => [key, found.map(({ columns }) => columns)])),
    textOf: (model) => texts.get(model.path) ?? '',
  };
}

/** A model that reads a source table, and the model in between where there is one that only hands the table on. */
export interface Reader {
  readonly model: ExistingModel;
  readonly below: ExistingModel | null;
}

/** Models that select from a source table, and those that select from a base or tmp model of it alone. */
export function readersOf({ source, table }: DeclaredTable, index: ProjectIndex): Reader[] {
  const direct = index.bySource.get(sourceTableName(source, table)) ?? [];
  const onTop = direct.filter(isBeforeStaging).flatMap((below) => {
    const children = index.byRef.get(below.name.toLowerCase()) ?? [];
    const only = children.filter(({ refs, sources }) => refs.length === 1 && sources.length === 0);
    return only.map((model) => ({ model, below }));
  });
  return [...direct.map((model) => ({ model, below: null })), ...onTop];
}

/** A string that is equal for two names of one node, and only then. */
export function nodeKey({ resource, name }: NodeName): string {
  return `${resource}:${name}`;
}

export function sourceTableName(source: ExistingSource, table: ExistingTable): string {
  return `${source.name}.${table.name}`.toLowerCase();
}
