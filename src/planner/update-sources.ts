import type { Column } from '../catalog/catalog.ts';
import { refOf, tableLabel } from '../catalog/catalog.ts';
import type { ExistingSource } from '../context/context.ts';
import type { SourceSpec } from '../plan/specs.ts';
import type { DraftAction, DraftInput } from './draft.ts';
import type { SourceToDraft } from './draft-source.ts';
import { countTables, sourceColumn, sourceTable } from './draft-source.ts';
import type { DescribedTable } from './draft-staging.ts';
import { newColumns } from './existing/new-columns.ts';

/** What comes to one entry of a person's `sources:`. */
interface EntryUpdate {
  readonly entry: ExistingSource;
  readonly added: DescribedTable[];
  readonly grown: GrownTable[];
}

interface GrownTable {
  readonly described: DescribedTable;
  readonly columns: readonly Column[];
}

/**
 * The actions that add to the sources of people, in the files where they stand: tables of a schema that they declare, and
 * columns that came to tables which they list in full. Nothing is said but what is new: schema, loader and freshness are theirs.
 */
export function updateSources(sources: readonly SourceToDraft[], input: DraftInput): DraftAction[] {
  const updates = new Map<ExistingSource, EntryUpdate>();
  const updateOf = (entry: ExistingSource): EntryUpdate => {
    const update = updates.get(entry) ?? { entry, added: [], grown: [] };
    updates.set(entry, update);
    return update;
  };
  for (const { home, described: tables } of sources) {
    for (const described of tables) {
      const { declared } = described.toStage;
      const columns = newColumns(described.toStage);
      if (!declared && home) updateOf(home).added.push(described);
      if (declared && columns.length > 0) updateOf(declared.source).grown.push({ described, columns });
    }
  }
  const named = new Set<string>();
  return [...updates.values()].map((update) => {
    const { name } = update.entry;
    // A source that is split over files: each gets an action, and no two have one name.
    const first = [...update.added, ...update.grown.map(({ described }) => described)][0]?.toStage.sourceTable ?? '';
    const own = named.has(name) ? `${name}.${first}` : name;
    named.add(name);
    return updateAction(own, update, input);
  });
}

function updateAction(name: string, { entry, added, grown }: EntryUpdate, input: DraftInput): DraftAction {
  const tables: SourceSpec['tables'] = [
    ...added.map((table) => sourceTable(table, input)),
    ...grown.map(({ described, columns }) => ({
      name: described.toStage.sourceTable,
      columns: columns.map((column) => sourceColumn(described, column, input)),
    })),
  ];
  const what = [
    ...(added.length > 0 ? [countTables(added)] : []),
    ...grown.map(({ described, columns }) => `${countColumns(columns)} of ${described.toStage.sourceTable}`),
  ].join(', ');
  return {
    type: 'update_source',
    name,
    description: `Adds to the source ${entry.name} in ${entry.path}: ${what}.`,
    dependencies: [],
    about: [...added, ...grown.map(({ described }) => described)].map(({ toStage }) => refOf(toStage.table)),
    reason: {
      code: added.length > 0 ? 'source_extended' : 'raw_columns',
      text: `${entry.name} declares the tables of this schema, all but ${what}`,
      evidence: grown.map(({ described, columns }) => {
        const names = columns.map((column) => column.name).join(', ');
        return `${tableLabel(described.toStage.table)} has ${names}, which its list of columns lacks`;
      }),
    },
    spec: { kind: 'source', name: entry.name, path: entry.path, tables },
  };
}

function countColumns(columns: readonly unknown[]): string {
  return `${columns.length} ${columns.length === 1 ? 'column' : 'columns'}`;
}
