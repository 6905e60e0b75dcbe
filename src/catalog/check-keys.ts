import type { Problem } from '../errors.ts';
import { nearestName } from '../yaml/nearest-name.ts';
import type { ForeignKey, Table } from './catalog.ts';
import { tableLabel } from './catalog.ts';
import type { TableIndex } from './table-index.ts';
import { findColumn } from './table-index.ts';

/** What is wrong with declared keys; warnings name keys that are left out. */
export interface KeyCheck {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Problem[];
}

/** Checks the declared keys of one table: every column must be there, and a foreign key must fit its parent. Pure. */
export function checkKeys(table: Table, index: TableIndex): KeyCheck {
  const problems = [
    ...missingColumns('the primary key', table, table.primary_key ?? []),
    ...(table.unique_keys ?? []).flatMap((key) => missingColumns('a unique key', table, key)),
  ];
  const warnings: Problem[] = [];
  for (const key of table.foreign_keys ?? []) {
    problems.push(...missingColumns('a foreign key', table, key.columns));
    const parent = index.find({ schema: key.ref_schema, name: key.ref_table }, table.schema);
    if (parent)
      checkParent(table, key, parent).forEach((problem) => (isWarning(key) ? warnings : problems).push(problem));
    else warnings.push(unknownTable(table, key));
  }
  return { problems, warnings };
}

/** A key that does not name the parent's columns can only be left out when the parent declares none. */
function isWarning(key: ForeignKey): boolean {
  return key.ref_columns.length === 0;
}

function checkParent(table: Table, key: ForeignKey, parent: Table): Problem[] {
  const pointsTo = key.ref_columns.length > 0 ? key.ref_columns : (parent.primary_key ?? []);
  if (pointsTo.length !== key.columns.length) return [columnCount(table, key, { parent, pointsTo })];
  return missingColumns(`a foreign key of ${tableLabel(table)}`, parent, key.ref_columns);
}

function missingColumns(what: string, table: Table, names: readonly string[]): Problem[] {
  return names
    .filter((name) => findColumn(table, name) === undefined)
    .map((name) => {
      const columns = table.columns.map((column) => column.name);
      const nearest = nearestName(name, columns);
      const meant = nearest === undefined ? '' : `; did you mean ${JSON.stringify(nearest)}?`;
      return {
        code: 'CATALOG_KEY_UNKNOWN_COLUMN',
        message: `${what} names ${JSON.stringify(name)}, which table ${tableLabel(table)} does not have${meant}`,
        where: { table: tableLabel(table), field: name },
      };
    });
}

function columnCount(
  table: Table,
  key: ForeignKey,
  { parent, pointsTo }: { parent: Table; pointsTo: readonly string[] },
): Problem {
  const target =
    pointsTo.length === 0
      ? `${tableLabel(parent)}, which declares no primary key`
      : `(${pointsTo.join(', ')}) of ${tableLabel(parent)}`;
  return {
    code: 'CATALOG_KEY_COLUMN_COUNT',
    message: `the foreign key (${key.columns.join(', ')}) of ${tableLabel(table)} points to ${target}`,
    where: { table: tableLabel(table) },
    hint: isWarning(key) ? 'It is left out. Name the columns in ref_columns.' : 'Both sides need as many columns.',
  };
}

function unknownTable(table: Table, key: ForeignKey): Problem {
  const parent = tableLabel({ schema: key.ref_schema, name: key.ref_table });
  return {
    code: 'CATALOG_KEY_UNKNOWN_TABLE',
    message: `the foreign key (${key.columns.join(', ')}) of ${tableLabel(table)} points to ${parent}, which is not here`,
    where: { table: tableLabel(table) },
    hint: 'It is left out.',
  };
}
