import type { ForeignKey } from '../../catalog/catalog.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { Candidate } from './candidate.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';

/** Every declared foreign key whose two ends are in the catalog; facts, so of probability 1. */
export function declaredRelationships(vocabulary: Vocabulary, keys: readonly (KeyBelief | null)[]): Candidate[] {
  const tables = indexTables(vocabulary);
  return vocabulary.tables.flatMap((child) =>
    (child.table.foreign_keys ?? []).flatMap((key) => {
      const parent = findParent(key, child, tables);
      if (!parent) return [];
      const columns = resolve(key.columns, child);
      const parentColumns =
        key.ref_columns.length > 0 ? resolve(key.ref_columns, parent) : (keys[parent.index]?.columns ?? []);
      if (columns.length !== key.columns.length || parentColumns.length !== columns.length) return [];
      return [{ child, columns, parent, parentColumns, probability: 1, declared: true, evidence: ['declared'] }];
    }),
  );
}

function indexTables({ tables }: Vocabulary): ReadonlyMap<string, NamedTable> {
  const byName = new Map<string, NamedTable>();
  for (const table of tables.toReversed()) {
    byName.set(`\u0000${table.table.name.toLowerCase()}`, table);
  }
  for (const table of tables.toReversed()) byName.set(place(table.schema, table.table.name), table);
  return byName;
}

/** The schema that the key names, else the child's own, else any table of that name. */
function findParent(
  key: ForeignKey,
  child: NamedTable,
  tables: ReadonlyMap<string, NamedTable>,
): NamedTable | undefined {
  if (key.ref_schema !== undefined) return tables.get(place(key.ref_schema, key.ref_table));
  return tables.get(place(child.schema, key.ref_table)) ?? tables.get(`\u0000${key.ref_table.toLowerCase()}`);
}

function place(schema: string, name: string): string {
  return `${schema}\u0001${name.toLowerCase()}`;
}

function resolve(names: readonly string[], table: NamedTable): NamedColumn[] {
  return names.flatMap((name) => table.byColumn.get(name) ?? []);
}
