import type { Relationship } from '../../inference/beliefs.ts';
import type { NamePatterns } from './name-patterns.ts';
import { nameByPattern } from './name-patterns.ts';
import { isPlainName, writeName } from './write-name.ts';

/** How a text shows one column. */
export interface ColumnItem {
  readonly name: string;
  readonly text: string;
  /** Whether the text is the bare name, so that it may stand in braces. */
  readonly isBare: boolean;
}

/** What is told of a column beside its name. */
export interface ColumnFacts {
  /** The relationship that is told with the column, and the number of the table that it points to. */
  readonly reference: { readonly to: number; readonly relationship: Relationship } | null;
  /** Whether it is of the key that the text gives, and how likely that is; null: it is not. */
  readonly keyProbability: number | null;
  /** Name under which it leaves staging, where that is not plain from the raw one. */
  readonly staged: string | null;
}

/** Below this, a belief is worth a model's while (inference.md 5). */
export const SURE = 0.9;
/** From here on the draft follows it. */
const LIKELY = 0.6;

/** `shown.name` is the name as written, `shown.full` the same with what all columns of the table begin with. */
export function writeColumn(
  shown: { readonly name: string; readonly full: string },
  { reference, keyProbability, staged }: ColumnFacts,
  patterns: NamePatterns,
): ColumnItem {
  const marks = `${keyProbability === null ? '' : `*${doubt(keyProbability)}`}${staged === null ? '' : `=${staged}`}`;
  const written = reference === null ? writeName(shown.name) : writeReference(shown, reference, patterns);
  const text = written + marks;
  return { name: shown.name, text, isBare: text === shown.name };
}

/** `>7` where the name follows from table 7, `author>7` for author_id, `made_by:7` where the name stands as it is. */
function writeReference(
  { name, full }: { readonly name: string; readonly full: string },
  { to, relationship }: { readonly to: number; readonly relationship: Relationship },
  patterns: NamePatterns,
): string {
  const mark = relationship.declared ? '' : doubt(relationship.probability);
  if (full === nameByPattern(patterns.reference, relationship.ref_table, patterns.prefix)) return `>${to}${mark}`;
  const suffix = referenceSuffix(patterns);
  const stem = suffix !== '' && name.endsWith(suffix) ? name.slice(0, -suffix.length) : '';
  return isPlainName(stem) && isPlainName(name) ? `${stem}>${to}${mark}` : `${writeName(name)}:${to}${mark}`;
}

/** What a reference ends in after the name of its table: `_id`. */
export function referenceSuffix({ reference }: NamePatterns): string {
  return /^\{\w+\}(\w+)$/.exec(reference)?.[1] ?? '';
}

/** Nothing where something is sure, `?` where it is likely, `?.5` below: what a model may settle (inference.md 5). */
export function doubt(probability: number): string {
  if (probability >= SURE) return '';
  return probability >= LIKELY ? '?' : `?.${Math.max(1, Math.floor(probability * 10))}`;
}
