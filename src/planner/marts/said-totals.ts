import type { DeltaOf } from '../../plan/deltas.ts';
import type { IntermediateSpec } from '../../plan/specs.ts';
import { isColumnName } from '../deltas/rename-columns.ts';
import { isSecret } from './attributes.ts';
import type { MartTable } from './mart-table.ts';
import { inWords, withoutPrefix } from './role-names.ts';
import type { StagedColumn } from './staged-column.ts';
import { isDate, isNumeric } from './staged-column.ts';

/** A total of a child's rows, and where it stands in the fact that joins it. */
export type Measure = IntermediateSpec['measures'][number] & {
  readonly description: string;
  readonly part: 'measure' | 'date';
};

/**
 * The totals that deltas ask for, beside those of the rules, or in the place of the same under another name. None takes the name of another
 * column of the model, and keys have no totals.
 */
export function withSaidTotals(ofRules: readonly Measure[], child: MartTable, groupBy: readonly string[]): Measure[] {
  const measures = [...ofRules];
  for (const said of child.deltas.measures) {
    const column = child.byName.get(child.staged.renamed.get(said.column) ?? '');
    const at = measures.findIndex((each) => each.column === column?.name && each.function === said.function);
    const isTaken = measures.some(({ as }, index) => index !== at && as === said.name) || groupBy.includes(said.name);
    if (!column || isTaken || !isColumnName(said.name) || !canTotal(column, said.function)) continue;
    const total = saidTotal(column, said, child);
    if (at === -1) measures.push(total);
    else measures[at] = total;
  }
  return measures;
}

/** A sum of numbers; the least and greatest of what has an order. No total of a key or of what is secret. */
function canTotal(column: StagedColumn, name: 'sum' | 'min' | 'max'): boolean {
  if (column.group === 'ids' || isSecret(column)) return false;
  return isNumeric(column) || (name !== 'sum' && isDate(column));
}

function saidTotal(column: StagedColumn, { function: name, name: as }: DeltaOf<'measure'>, child: MartTable): Measure {
  const own = inWords(withoutPrefix(column.name, child.prefix));
  const children = inWords(child.plural);
  const part = isDate(column) ? 'date' : 'measure';
  const which = { min: part === 'date' ? 'Earliest' : 'Least', max: part === 'date' ? 'Latest' : 'Greatest' };
  const description =
    name === 'sum' ? `Sum of ${own} over the ${children}.` : `${which[name]} ${own} of the ${children}.`;
  return { as, function: name, column: column.name, part, description };
}
