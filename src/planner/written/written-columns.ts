import type { DeltaOf } from '../../plan/deltas.ts';
import type { ColumnSpec, TestSpec, WrittenSpec } from '../../plan/specs.ts';
import { endOfSentence } from '../english.ts';
import { describeContent } from '../describe-content.ts';
import { sayableText } from '../deltas/table-deltas.ts';

/** What is known of the columns that come out of a written model. */
export interface KnownColumns {
  readonly columns: readonly string[];
  /** What the model is about, in words. */
  readonly thing: string;
  readonly isKeyProven: boolean;
}

/**
 * Every column that comes out, described by its writer, else from its name; a key of one column is tested. What its SQL does
 * not prove is tested as a warning: the writer says so, and no row was asked.
 */
export function writtenColumns(
  { columns: said, key }: DeltaOf<'write_model'>,
  { columns, thing, isKeyProven }: KnownColumns,
): ColumnSpec[] {
  const texts = new Map(said.map(({ name, description }) => [name, sayableText(description)]));
  const [only, ...others] = key;
  return columns.map((name) => {
    const own = texts.get(name);
    const derived = describeContent({ name, thing, belief: undefined, isConverted: false });
    return {
      name,
      description: own === undefined ? derived : endOfSentence(own),
      tests: name === only && others.length === 0 ? keyTests(isKeyProven) : [],
    };
  });
}

/** A key that rows are grouped by may still be empty in one of them. */
function keyTests(isProven: boolean): TestSpec[] {
  return [isProven ? { test: 'unique' } : { test: 'unique', severity: 'warn' }, { test: 'not_null', severity: 'warn' }];
}

/** The test of a key of several columns. */
export function writtenKey(key: readonly string[], isProven: boolean): Pick<WrittenSpec, 'unique_combination'> {
  if (key.length < 2) return {};
  return { unique_combination: { columns: [...key], ...(isProven ? {} : { severity: 'warn' as const }) } };
}
