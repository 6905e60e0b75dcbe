import type { Relationship } from '../../inference/beliefs.ts';
import { tableKey } from '../../catalog/catalog.ts';
import { doubt } from './column-item.ts';
import type { ShownTable } from './fold-case.ts';
import type { TextContext } from './table-facts.ts';
import { referencesByColumn, shownReferences } from './table-facts.ts';

/** Gives the number of a column of a table by its name as shown; 0 where the text has none. */
export type NumberOf = (table: string, column: string) => number;

/**
 * References that cannot be told with one column, in numbers: `2,3>7` to the key of table 7, `2>7.4` to its column 4. Those of
 * several columns, a second one of a column, and those to what is no key.
 */
export function farReferences(of: ShownTable, context: TextContext, numberOf: NumberOf): string[] {
  const told = new Set(referencesByColumn(of, context).values());
  return shownReferences(of, context)
    .filter((each) => !told.has(each))
    .map((each) => writeFar(each, { of, context, numberOf }))
    .filter((text) => text !== null);
}

function writeFar(
  relationship: Relationship,
  { of, context, numberOf }: { readonly of: ShownTable; readonly context: TextContext; readonly numberOf: NumberOf },
): string | null {
  const parent = tableKey({ schema: relationship.ref_schema, name: relationship.ref_table });
  const from = relationship.columns.map((column) => numberOf(tableKey(of.table), column));
  const to = relationship.ref_columns.map((column) => numberOf(parent, column));
  if ([...from, ...to].includes(0)) return null;
  const key = context.tableOf({ schema: relationship.ref_schema, name: relationship.ref_table })?.belief.primary_key;
  const isKey = key?.columns.join('\0') === relationship.ref_columns.join('\0');
  const mark = relationship.declared ? '' : doubt(relationship.probability);
  return `${from.join(',')}>${context.numbers.get(parent) ?? 0}${isKey ? '' : `.${to.join(',')}`}${mark}`;
}
