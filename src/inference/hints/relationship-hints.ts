import { tableKey } from '../../catalog/catalog.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { isTestable } from '../questions/comparable.ts';
import type { Candidate } from '../relationships/candidate.ts';
import type { Hints, RelationshipHint } from './hints.ts';
import { HIGHEST_HINTED, HINTED, isSaidByModel, saidByModel, SURE } from './hints.ts';

/** Edges that a model sees between columns that a test can compare, each with the probability of a hint. */
export function hintedCandidates(
  vocabulary: Vocabulary,
  keys: readonly (KeyBelief | null)[],
  { relationships }: Hints,
): Candidate[] {
  if (relationships.length === 0) return [];
  const tables = new Map(vocabulary.tables.map((table) => [tableKey(table.table), table]));
  return relationships.flatMap((hint): Candidate[] => {
    const child = tables.get(tableKey(hint.child));
    const parent = hint.parent ? tables.get(tableKey(hint.parent)) : undefined;
    if (!hint.holds || !child || !parent) return [];
    const columns = columnsOf(child, hint.columns);
    const named = hint.parentColumns.length > 0 ? columnsOf(parent, hint.parentColumns) : keys[parent.index]?.columns;
    if (!columns || named?.length !== columns.length) return [];
    const isItself = child === parent && columns.some((column) => named.includes(column));
    if (isItself || !areTestable({ child, columns }, { parent, columns: named }, vocabulary.dialect)) return [];
    const evidence = [saidByModel(hint.why)];
    return [{ child, columns, parent, parentColumns: named, probability: HINTED, declared: false, evidence }];
  });
}

/**
 * Candidates as a model sees them, after the rows were asked: what it denies goes, what it alone says is never sure, and of
 * the columns that it speaks for nothing goes before it but what is sure.
 */
export function hintCandidates<T extends Candidate>(candidates: readonly T[], { relationships }: Hints): readonly T[] {
  if (relationships.length === 0) return candidates;
  const isSure = (candidate: Candidate): boolean =>
    candidate.declared || (!isHint(candidate) && candidate.probability >= SURE);
  const settled = columnsIn(candidates.filter(isSure));
  const hints = candidates.filter(isHint);
  const said = columnsIn(hints.filter((each) => each.probability >= HINTED));
  const ofRules = candidates.filter((each) => !isHint(each));
  const isAgreed = (candidate: T, others: readonly T[]): boolean => others.some((each) => isSameEdge(each, candidate));
  return candidates.flatMap((candidate): T[] => {
    if (isSure(candidate)) return [candidate];
    // What the rules see too is believed for their reasons, and no less for being said.
    if (!isHint(candidate) && isAgreed(candidate, hints))
      return [{ ...candidate, probability: Math.max(HINTED, candidate.probability) }];
    if (isHint(candidate)) {
      if (isAgreed(candidate, ofRules)) return [];
      if (candidate.columns.some((column) => settled.has(column))) return [];
      return [{ ...candidate, probability: Math.min(HIGHEST_HINTED, candidate.probability) }];
    }
    if (relationships.some((hint) => denies(hint, candidate))) return [];
    return candidate.columns.some((column) => said.has(column) && !settled.has(column)) ? [] : [candidate];
  });
}

function columnsIn(candidates: readonly Candidate[]): ReadonlySet<NamedColumn> {
  return new Set(candidates.flatMap(({ columns }) => columns));
}

function isSameEdge(a: Candidate, b: Candidate): boolean {
  return (
    a.child === b.child &&
    a.parent === b.parent &&
    a.columns.length === b.columns.length &&
    a.columns.every((column, at) => column === b.columns[at] && a.parentColumns[at] === b.parentColumns[at])
  );
}

function isHint({ declared, evidence }: Candidate): boolean {
  return !declared && isSaidByModel(evidence[0] ?? '');
}

function denies({ holds, child, columns, parent }: RelationshipHint, candidate: Candidate): boolean {
  return (
    !holds &&
    tableKey(child) === tableKey(candidate.child.table) &&
    columns.length === candidate.columns.length &&
    candidate.columns.every(({ column }) => columns.includes(column.name)) &&
    (parent === null || tableKey(parent) === tableKey(candidate.parent.table))
  );
}

function columnsOf({ byColumn }: NamedTable, names: readonly string[]): readonly NamedColumn[] | null {
  const columns = names.flatMap((name) => byColumn.get(name) ?? []);
  return columns.length === names.length && columns.length > 0 ? columns : null;
}

/** What no test can compare the project could not state, and the next plan would not know. */
function areTestable(
  from: { readonly child: NamedTable; readonly columns: readonly NamedColumn[] },
  to: { readonly parent: NamedTable; readonly columns: readonly NamedColumn[] },
  dialect: string,
): boolean {
  return from.columns.every((column, at) =>
    isTestable(
      { table: from.child.table, columns: [column.column.name] },
      { table: to.parent.table, columns: [to.columns[at]?.column.name ?? ''] },
      dialect,
    ),
  );
}
