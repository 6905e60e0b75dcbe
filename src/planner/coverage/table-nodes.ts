import type { Table } from '../../catalog/catalog.ts';
import type { ExistingModel, ExistingTable } from '../../context/context.ts';
import type { DeclaredTable } from '../existing/match-sources.ts';
import type { NodeName, NodeTests } from './node-tests.ts';
import { plainName, readNodeTests } from './node-tests.ts';
import type { ProjectIndex } from './project-index.ts';
import { nodeKey, readersOf, sourceTableName } from './project-index.ts';
import type { TableView } from './table-view.ts';
import { viewOfModel, viewOfSource } from './table-view.ts';

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
  const listed = new Set(table.columns.map((column) => plainName(column.name)));
  return { name, tests: testsOf(name, table, index), view: viewOfSource(listed), model: null };
}

function modelNodes(declared: DeclaredTable, index: ProjectIndex): TableNode[] {
  const { adapter, textOf } = index;
  return readersOf(declared, index).map(({ model, below }) => {
    const name: NodeName = { resource: 'model', name: model.name.toLowerCase() };
    const view = (of: ExistingModel, from?: TableView): TableView =>
      viewOfModel(textOf(of), { adapter, ...(from ? { below: from } : {}) });
    return { name, tests: testsOf(name, model, index), view: view(model, below ? view(below) : undefined), model };
  });
}

function testsOf(name: NodeName, node: ExistingTable | ExistingModel, { unique }: ProjectIndex): NodeTests {
  const tests = readNodeTests(node);
  return { ...tests, unique: [...tests.unique, ...(unique.get(nodeKey(name)) ?? [])] };
}
