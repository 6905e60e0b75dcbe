import { tableKey } from '../../catalog/catalog.ts';
import type { Catalog, Table } from '../../catalog/catalog.ts';
import type { Relationship } from '../../inference/beliefs.ts';
import { typeFamily } from '../../sql/types.ts';
import { parentRef } from '../belief-index.ts';
import { groupBy } from '../group-by.ts';
import { comparable } from '../staging-tests.ts';
import type { CoverageItem } from './report.ts';
import { nodeKey } from './project-index.ts';
import type { TableNode, TableNodes } from './table-nodes.ts';

/** Finds what a relationship leads to. */
export interface Parents {
  readonly dialect: string;
  readonly tables: ReadonlyMap<string, Table>;
  /** The raw table that each node reads, and how: a model may read several. */
  readonly byNode: ReadonlyMap<string, readonly { readonly table: Table; readonly node: TableNode }[]>;
}

export function indexParents({ dialect, tables }: Catalog, all: readonly TableNodes[]): Parents {
  const nodes = all.flatMap(({ table, nodes: ofTable }) => ofTable.map((node) => ({ table, node })));
  const byNode = groupBy(nodes, ({ node }) => [nodeKey(node.name)]);
  return { dialect, tables: new Map(tables.map((table) => [tableKey(table), table])), byNode };
}

/**
 * The foreign keys of a table, each covered when a test of relationships leads from a node of the table to one of its
 * parent. Only what is declared or sure counts, and only what such a test can say: one column, types that compare. Pure.
 */
export function coverRelationships(
  child: TableNodes,
  relationships: readonly Relationship[],
  parents: Parents,
): CoverageItem[] {
  const edges = relationships
    .filter(({ declared, verdict }) => declared || verdict === 'sure')
    .flatMap((relationship) => testableEdge(child.table, relationship, parents));
  const where = child.nodes.find(({ model }) => model !== null)?.model?.name ?? 'its source table';
  return edges.map((edge) => {
    const to = `${edge.parent.name}.${edge.field}`;
    const covered = child.nodes.some((node) => leadsTo(node, edge, parents));
    const lacking = {
      missing: `no test makes sure that its values are found in ${to}`,
      hint: `Add the test relationships to the column of ${where}.`,
    };
    return { kind: 'relationship', columns: [edge.column], to, covered, ...(covered ? {} : lacking) };
  });
}

/** A foreign key of one column. */
interface Edge {
  readonly column: string;
  readonly parent: Table;
  /** Column of the parent. */
  readonly field: string;
}

function testableEdge(child: Table, relationship: Relationship, { dialect, tables }: Parents): Edge[] {
  const { columns, ref_columns: fields } = relationship;
  const parent = tables.get(tableKey(parentRef(relationship)));
  const [[column], [field]] = [columns, fields];
  if (columns.length !== 1 || column === undefined || field === undefined || !parent) return [];
  const familyOf = ({ columns: all }: Table, name: string) =>
    typeFamily(all.find((each) => each.name === name)?.type ?? '', dialect);
  return comparable(familyOf(child, column), familyOf(parent, field)) ? [{ column, parent, field }] : [];
}

function leadsTo({ tests, view }: TableNode, edge: Edge, { byNode }: Parents): boolean {
  const isOnly = (raws: readonly string[], name: string): boolean =>
    raws.length === 1 && raws[0] === name.toLowerCase();
  return tests.references.some(
    ({ column, to, field }) =>
      isOnly(view.rawsOf(column), edge.column) &&
      (byNode.get(nodeKey(to)) ?? []).some(
        ({ table, node }) => table === edge.parent && isOnly(node.view.rawsOf(field), edge.field),
      ),
  );
}
