import type { Relationship, Verdict } from '../beliefs.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import { rounded } from '../probability.ts';
import type { TestedCandidate } from './relationship-evidence.ts';

/** Probabilities from which on an edge is believed so far (DESIGN.md section 4). */
const SURE = 0.9;
const LIKELY = 0.6;

/** The chosen candidates as the document of beliefs shows them. */
export function describeRelationships(
  chosen: readonly TestedCandidate[],
  keys: readonly (KeyBelief | null)[],
): Relationship[] {
  return chosen.map((candidate) => {
    const { child, parent, columns, parentColumns, declared, evidence, orphans } = candidate;
    const probability = rounded(candidate.probability);
    const relationship: Relationship = {
      table: child.table.name,
      columns: columns.map(({ column }) => column.name),
      ref_table: parent.table.name,
      ref_columns: parentColumns.map(({ column }) => column.name),
      cardinality: isOneToOne(candidate, keys) ? 'one_to_one' : 'many_to_one',
      probability,
      verdict: verdictOf(probability),
      declared,
      evidence: [...evidence],
    };
    if (child.table.schema !== undefined) relationship.schema = child.table.schema;
    if (parent.table.schema !== undefined) relationship.ref_schema = parent.table.schema;
    if (orphans !== undefined) relationship.orphans = orphans;
    return relationship;
  });
}

function verdictOf(probability: number): Verdict {
  if (probability >= SURE) return 'sure';
  return probability >= LIKELY ? 'likely' : 'doubtful';
}

/** Whether an edge is at least likely: then it is tested, and stands in the project. */
export function isBelieved({ probability }: { readonly probability: number }): boolean {
  return verdictOf(rounded(probability)) !== 'doubtful';
}

/** One child a parent: the columns are the child's key, or a declared unique key of it. */
function isOneToOne({ child, columns }: TestedCandidate, keys: readonly (KeyBelief | null)[]): boolean {
  const key = keys[child.index]?.columns;
  if (key?.length === columns.length && key.every((column) => columns.includes(column))) return true;
  const { unique_keys: uniqueKeys } = child.table;
  return (
    uniqueKeys?.some(
      (unique) => unique.length === columns.length && columns.every(({ column }) => unique.includes(column.name)),
    ) ?? false
  );
}
