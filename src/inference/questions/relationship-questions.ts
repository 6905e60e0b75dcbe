import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { rounded } from '../probability.ts';
import type { TestedCandidate } from '../relationships/relationship-evidence.ts';
import { isBelieved } from '../relationships/relationships.ts';
import type { Asking, Weighed } from './asking.ts';
import { isTestable } from './comparable.ts';
import { martOf } from './mart-words.ts';
import { columnList, NONE, questionId } from './question.ts';

/** A rival this probable is worth naming. */
const LEAST_CHOICE = 0.2;
/** A probability from which a parent's key is joined on. */
const SURE_KEY = 0.9;

/** Where does the column point to? Of every edge that is the best of its columns and yet doubtful. */
export function relationshipQuestions(asking: Asking): Weighed[] {
  const doubtful = asking.relationships.filter(
    (edge) => !edge.declared && !isBelieved(edge) && canBeTested(edge, asking),
  );
  if (doubtful.length === 0) return [];
  const asked = new Set(doubtful.map(({ columns }) => columns[0]));
  const rivals = asking.candidates.filter(({ columns }) => asked.has(columns[0]));
  return doubtful.map((edge) => relationshipQuestion(edge, rivals, asking));
}

function relationshipQuestion(edge: TestedCandidate, rivals: readonly TestedCandidate[], asking: Asking): Weighed {
  const { nameOf } = asking;
  const others = rivals
    .filter((other) => other !== edge && isOfSame(other, edge) && other.probability >= LEAST_CHOICE)
    .filter((other) => canBeTested(other, asking))
    .sort((a, b) => b.probability - a.probability || a.parent.index - b.parent.index);
  const parents = [...new Set([edge, ...others].map((one) => place(one.parent, one.parentColumns, asking)))];
  const child = place(edge.child, edge.columns, asking);
  const joined = joinedColumns(edge, asking);
  const adds = `adds a relationships test to ${child}`;
  const joins = `joins ${nameOf(edge.parent.table)} into the mart of ${nameOf(edge.child.table)}`;
  return {
    question: {
      id: questionId('relationship', nameOf(edge.child.table), namesOf(edge.columns)),
      about: `Does ${child} point to ${parents.join(' or ')}?`,
      kind: 'relationship',
      choices: [...parents, NONE],
      default: NONE,
      effect: joined > 0 ? `${adds} and ${joins}` : adds,
      p: rounded(edge.probability),
      evidence: [...edge.evidence],
    },
    weight: 1 + (joined > 0 ? 1 + joined : 0),
  };
}

/** Columns that the child's mart would gain; none where it has no mart, or the parent no sure key. */
function joinedColumns({ child, parent, parentColumns }: TestedCandidate, { tables, keys }: Asking): number {
  const key = keys[parent.index];
  const isKey = key?.columns.length === parentColumns.length && parentColumns.every((one) => key.columns.includes(one));
  const isSure = key?.declared === true || (key?.probability ?? 0) >= SURE_KEY;
  const isFact = martOf(tables[child.index]?.role) === 'fact';
  return isKey && isSure && isFact ? parent.columns.length - parentColumns.length : 0;
}

function canBeTested({ child, columns, parent, parentColumns }: TestedCandidate, { vocabulary }: Asking): boolean {
  const from = { table: child.table, columns: namesOf(columns) };
  return isTestable(from, { table: parent.table, columns: namesOf(parentColumns) }, vocabulary.dialect);
}

function isOfSame(one: TestedCandidate, other: TestedCandidate): boolean {
  return one.columns.length === other.columns.length && one.columns.every((column) => other.columns.includes(column));
}

function place({ table }: NamedTable, columns: readonly NamedColumn[], { nameOf }: Asking): string {
  return `${nameOf(table)}.${columnList(namesOf(columns))}`;
}

function namesOf(columns: readonly NamedColumn[]): string[] {
  return columns.map(({ column }) => column.name);
}
