import { tableKey } from '../../catalog/catalog.ts';
import type { ErrorCode } from '../../errors.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import { relationshipKey } from './answers.ts';
import { isTestable } from './comparable.ts';
import type { FoundColumns } from './name-lookup.ts';
import { columnsLabel } from './name-lookup.ts';
import type { GivenAnswer } from './answers.ts';
import { EVERY_TABLE, NONE, questionId } from './question.ts';
import { isNone, readParent } from './read-choice.ts';
import type { Read, Reading } from './read-choice.ts';

const EVERY = /^relationship\s*:\s*\*\./i;

/** Whether an answer is one about the columns of a name in every table: `relationship:*.customer_ref`. */
export function isOfEvery({ id }: GivenAnswer, { names }: Reading): boolean {
  return EVERY.test(id) && names.table(EVERY_TABLE) === null;
}

/**
 * The same answer for each column of the name, but those that are answered on their own (`answered`, by
 * `relationshipKey`), that declare where they point to, or that no test could compare with the parent.
 */
export function readEvery(
  { id, choice }: GivenAnswer,
  { names, catalog }: Reading,
  answered: ReadonlySet<string>,
): readonly Read[] | { readonly code: ErrorCode; readonly message: string; readonly hint?: string } {
  const text = id.replace(EVERY, '').trim();
  const found = catalog.tables.flatMap((table): FoundColumns[] => {
    const columns = names.columnsOf(table, text);
    return columns?.length === 1 ? [{ table, columns }] : [];
  });
  const [first] = found;
  if (!first) {
    const columns = new Set(catalog.tables.flatMap((table) => table.columns.map(({ name }) => name)));
    const near = nearestName(text, [...columns]);
    const meant = near === undefined ? '' : `; did you mean "${questionId('relationship', EVERY_TABLE, [near])}"?`;
    return { code: 'ANSWER_UNKNOWN', message: `no table has a column "${text}"${meant}` };
  }
  const canonical = questionId('relationship', EVERY_TABLE, first.columns);
  const to = isNone(choice) ? null : readParent(canonical, choice, { names, count: 1 });
  if (to && 'code' in to) return to;
  const open = found.filter(({ table, columns }) => {
    const key = relationshipKey(table, columns);
    const isDeclared = table.foreign_keys?.some((each) => relationshipKey(table, each.columns) === key) ?? false;
    return !isDeclared && !answered.has(key) && (to === null || canPoint({ table, columns }, to, catalog.dialect));
  });
  return open.map(({ table, columns }) => ({
    id: canonical,
    choice: to ? columnsLabel(names, to) : NONE,
    table,
    relationship: { child: table, columns, to: to && { parent: to.table, columns: to.columns } },
  }));
}

function canPoint(from: FoundColumns, to: FoundColumns, dialect: string): boolean {
  const isItself = tableKey(from.table) === tableKey(to.table) && from.columns[0] === to.columns[0];
  return !isItself && isTestable(from, to, dialect);
}
