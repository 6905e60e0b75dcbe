import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { rounded } from '../probability.ts';
import type { TestedCandidate } from '../relationships/relationship-evidence.ts';
import { isBelieved } from '../relationships/relationships.ts';
import type { Asking, Weighed } from './asking.ts';
import { isTestable } from './comparable.ts';
import { martOf } from '../roles/mart-kinds.ts';
import { columnList, EVERY_TABLE, NONE, questionId } from './question.ts';

/** A rival this probable is worth naming. */
const LEAST_CHOICE = 0.2;
/** As many columns of one name are asked for together; so many of their tables are named. */
const FEWEST_ALIKE = 3;
const MOST_NAMED = 3;
/** A probability from which a parent's key is joined on. */
const SURE_KEY = 0.9;

/** Where does the column point to? Of every edge that is the best of its columns and yet doubtful. */
export function relationshipQuestions(asking: Asking): Weighed[] {
  const doubtful = asking.relationships.filter((edge) => isDoubtful(edge) && canBeTested(edge, asking));
  if (doubtful.length === 0) return [];
  const { alike, alone } = groupAlike(doubtful, asking);
  const asked = new Map<NamedColumn | undefined, TestedCandidate[]>(alone.map(({ columns }) => [columns[0], []]));
  for (const candidate of asking.candidates) asked.get(candidate.columns[0])?.push(candidate);
  return [
    ...alike.map((edges) => everyQuestion(edges, asking)),
    ...alone.map((edge) => relationshipQuestion(edge, asked.get(edge.columns[0]) ?? [], asking)),
  ];
}

function isDoubtful(edge: TestedCandidate): boolean {
  return !edge.declared && !isBelieved(edge);
}

function relationshipQuestion(edge: TestedCandidate, rivals: readonly TestedCandidate[], asking: Asking): Weighed {
  const { nameOf } = asking;
  const others = rivals
    .filter((other) => other !== edge && isOfSame(other, edge) && other.probability >= LEAST_CHOICE)
    .filter((other) => canBeTested(other, asking))
    .sort((a, b) => b.probability - a.probability || a.parent.index - b.parent.index);
  const parents = [...new Set([edge, ...others].map((one) => parentLabel(one, asking)))];
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
    weight: weightOf(joined),
  };
}

/** One question for columns of one name in many tables, which all mean the same. */
function everyQuestion(edges: readonly TestedCandidate[], asking: Asking): Weighed {
  const { nameOf } = asking;
  const best = edges.reduce((a, b) => (b.probability > a.probability ? b : a));
  const parent = parentLabel(best, asking);
  const column = namesOf(best.columns);
  const tables = edges.map(({ child }) => nameOf(child.table));
  const more = tables.length > MOST_NAMED + 1 ? ` and ${tables.length - MOST_NAMED} more` : '';
  const named = (more === '' ? tables : tables.slice(0, MOST_NAMED)).join(', ');
  const joined = edges.map((edge) => joinedColumns(edge, asking)).filter((columns) => columns > 0);
  const adds = `adds ${edges.length} relationships tests`;
  const joins = ` and joins ${nameOf(best.parent.table)} into ${joined.length === 1 ? 'a mart' : `${joined.length} marts`}`;
  return {
    question: {
      id: questionId('relationship', EVERY_TABLE, column),
      about: `Does ${columnList(column)} of ${edges.length} tables (${named}${more}) point to ${parent}?`,
      kind: 'relationship',
      choices: [parent, NONE],
      default: NONE,
      effect: joined.length === 0 ? adds : `${adds}${joins}`,
      p: rounded(best.probability),
      evidence: [...best.evidence],
    },
    weight: edges.reduce((sum, edge) => sum + weightOf(joinedColumns(edge, asking)), 0),
  };
}

/** Edges whose columns have one name and lead to one parent, wherever the name occurs; and all others. */
function groupAlike(
  doubtful: readonly TestedCandidate[],
  asking: Asking,
): { readonly alike: readonly (readonly TestedCandidate[])[]; readonly alone: readonly TestedCandidate[] } {
  const byName = new Map<string, TestedCandidate[]>();
  for (const edge of doubtful) {
    if (edge.columns.length !== 1) continue;
    const known = byName.get(columnName(edge));
    if (known) known.push(edge);
    else byName.set(columnName(edge), [edge]);
  }
  for (const edge of asking.relationships) {
    const leads = edge.columns.length === 1 && !edge.declared ? byName.get(columnName(edge)) : undefined;
    if (leads && parentLabel(edge, asking) !== parentLabel(leads[0] ?? edge, asking)) byName.delete(columnName(edge));
  }
  const alike = [...byName.values()].filter((edges) => edges.length >= FEWEST_ALIKE);
  const grouped = new Set(alike.flat());
  return { alike, alone: doubtful.filter((edge) => !grouped.has(edge)) };
}

/** A test, and where something is joined a model with its new columns. */
function weightOf(joined: number): number {
  return 1 + (joined > 0 ? 1 + joined : 0);
}

function columnName({ columns }: TestedCandidate): string {
  return columns[0]?.column.name.toLowerCase() ?? '';
}

function parentLabel({ parent, parentColumns }: TestedCandidate, asking: Asking): string {
  return place(parent, parentColumns, asking);
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
