import type { ColumnBelief } from '../beliefs.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import type { Candidate } from './candidate.ts';

/**
 * The column beside a key that says which table it points to: `commentable_type` for `commentable_id`. Such a key
 * points to several tables, so no relationships test can hold. Undefined where there is none.
 */
export function polymorphicType({ tokens, keyWord }: NamedColumn, table: NamedTable): NamedColumn | undefined {
  if (keyWord === null || tokens.length < 2) return undefined;
  const about = tokens.slice(0, -1).join('');
  const type = table.byStem.get(`${about}type`);
  return type && (type.family === 'text' || type.family === 'other') ? type : undefined;
}

/** The beliefs of a table's columns, in their order; keys that point to several tables name the column that says to which. */
export function flagPolymorphic(
  beliefs: readonly ColumnBelief[],
  table: NamedTable,
  relationships: ReadonlySet<NamedColumn>,
): ColumnBelief[] {
  return beliefs.map((belief, at) => {
    const column = table.columns[at];
    const type = column && !relationships.has(column) ? polymorphicType(column, table) : undefined;
    return type ? { ...belief, polymorphic: type.column.name } : belief;
  });
}

/** Every column that points somewhere. */
export function referringColumns(relationships: readonly Candidate[]): ReadonlySet<NamedColumn> {
  return new Set(relationships.flatMap(({ columns }) => columns));
}
