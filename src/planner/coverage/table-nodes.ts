import type { Table } from '../../catalog/catalog.ts';
import type { ExistingModel, ExistingTable } from '../../context/context.ts';
import type { DeclaredTable } from '../existing/match-sources.ts';
import type { NodeName, NodeTests } from './node-tests.ts';
import { readNodeTests } from './node-tests.ts';
import type { ProjectIndex } from './project-index.ts';
import { nodeKey, readersOf, sourceTableName } from './project-index.ts';
import type { ReadingOf, TableView } from './table-view.ts';
import { viewOfModel, viewOfSource } from './table-view.ts';
import { namesOf } from '../existing/compared-name.ts';

/** A raw table with every node in which the project can know and test its columns: its source table, and models. */
export interface TableNodes {
  readonly table: Table;
  /** The source table that stands for it. */
  readonly declared: DeclaredTable | null;
  /** The source table first. */
  readonly nodes: readonly TableNode[];
}

export interface TableNode {
  readonly name: NodeName;
  readonly view: TableView;
  readonly tests: NodeTests;
  /** Null: the source table. */
  readonly model: ExistingModel | null;
}

/** Finds the nodes of a raw table. Pure. */
export function nodesOf(table: Table, declared: DeclaredTable | null, index: ProjectIndex): TableNodes {
  return { table, declared, nodes: declared ? [sourceNode(declared, index), ...modelNodes(declared, index)] : [] };
}

function sourceNode({ source, table }: DeclaredTable, index: ProjectIndex): TableNode {
  const name: NodeName = { resource: 'source', name: sourceTableName(source, table) };
  return { name, tests: testsOf(name, table, index), view: viewOfSource(namesOf(table.columns)), model: null };
}

function modelNodes(declared: DeclaredTable, index: ProjectIndex): TableNode[] {
  const table: NodeName = { resource: 'source', name: sourceTableName(declared.source, declared.table) };
  return readersOf(declared, index).map(({ model, below }) => {
    const name = modelName(model);
    const view = below
      ? viewOf(model, { from: modelName(below), below: viewOf(below, { from: table }, index) }, index)
      : viewOf(model, { from: table }, index);
    return { name, tests: testsOf(name, model, index), view, model };
  });
}

function modelName({ name }: ExistingModel): NodeName {
  return { resource: 'model', name: name.toLowerCase() };
}

function viewOf(
  model: ExistingModel,
  { from, below }: { readonly from: NodeName; readonly below?: TableView },
  { adapter, textOf }: ProjectIndex,
): TableView {
  const documented = namesOf(model.columns);
  return viewOfModel(textOf(model), { adapter, isFrom: selectsFrom(model, from), documented, below });
}

/** Whether a model takes its columns from a node: what only dbt can tell is the node where the model has no other. */
function selectsFrom({ refs, sources }: ExistingModel, node: NodeName): ReadingOf['isFrom'] {
  return (from) => {
    if (from === null) return refs.length + sources.length === 1;
    const name = 'ref' in from ? from.ref : `${from.source}.${from.table}`;
    return nodeKey({ resource: 'ref' in from ? 'model' : 'source', name: name.toLowerCase() }) === nodeKey(node);
  };
}

function testsOf(name: NodeName, node: ExistingTable | ExistingModel, { unique }: ProjectIndex): NodeTests {
  const tests = readNodeTests(node);
  return { ...tests, unique: [...tests.unique, ...(unique.get(nodeKey(name)) ?? [])] };
}
