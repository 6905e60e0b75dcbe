import type { Problem } from '../../errors.ts';
import type { DeltaOf } from '../../plan/deltas.ts';
import { isReservedName } from '../reserved-names.ts';
import type { Readable } from './read-written.ts';
import { readWritten } from './read-written.ts';
import { meant } from './resolve-name.ts';
import { canBeWritten } from './sql-rules.ts';
import type { WrittenSql } from './written-query.ts';

/** A model that keeps the rules of SQL that may be written. That it compiles, only a database proves. */
export interface WrittenModel {
  readonly sql: WrittenSql;
  /** Models that it reads, by name. */
  readonly refs: readonly string[];
  /** Columns that come out, in order. */
  readonly columns: readonly string[];
  /** Whether its text proves that no two rows have the same key. */
  readonly isKeyProven: boolean;
}

/** Postgres carries names of so many characters; more columns than this no person reads. */
const LONGEST_NAME = 63;
const MOST_COLUMNS = 200;

/**
 * Checks a model that a language model wrote, without a database: one select of models that are known, every column found,
 * nothing called that reads a file, a setting or the network, every column that comes out named, its key among them.
 * All problems at once, each in words that the writer can act on. Pure, in time linear in the text.
 */
export function checkWrittenModel(
  model: DeltaOf<'write_model'>,
  known: Readable,
): WrittenModel | { readonly problems: readonly Problem[] } {
  if (!canBeWritten(known.adapter)) return refused(model, [`SQL that a model wrote is not made for ${known.adapter}`]);
  const sql = readWritten(model.sql, known);
  if ('faults' in sql) return refused(model, sql.faults);
  const { groupedBy } = sql.query;
  const columns = sql.query.columns.map(({ name }) => name);
  const faults = [...outputFaults(sql, columns), ...keyFaults(model.key, columns)];
  if (faults.length > 0) return refused(model, faults);
  const isKeyProven = groupedBy !== null && groupedBy.every((name) => model.key.includes(name));
  return { sql, refs: sql.refs, columns, isKeyProven };
}

function outputFaults({ query: { isOpen } }: WrittenSql, columns: readonly string[]): string[] {
  if (isOpen) return ['the last select hands on * of a model: name each column that comes out'];
  const lower = columns.map((name) => name.toLowerCase());
  const twice = columns.find((name, index) => lower.indexOf(name.toLowerCase()) < index);
  const bad = columns.filter((name) => !/^[a-z_][a-z0-9_]*$/.test(name) || name.length > LONGEST_NAME);
  return [
    ...(columns.length > MOST_COLUMNS ? [`${columns.length} columns come out; at most ${MOST_COLUMNS} may`] : []),
    ...(twice === undefined ? [] : [`two columns come out as "${twice}"`]),
    ...bad.map((name) => `the column "${name}" needs an alias in snake_case`),
    ...columns.filter(isReservedName).map((name) => `"${name}" is a reserved word: give the column another alias`),
  ];
}

function keyFaults(key: readonly string[], columns: readonly string[]): string[] {
  if (key.length === 0) return ['it has no key: name the columns that identify a row'];
  const missing = key.filter((name) => !columns.includes(name));
  const twice = key.find((name, index) => key.indexOf(name) < index);
  return [
    ...missing.map((name) => `the key column "${name}" does not come out of it${meant(name, columns)}`),
    ...(twice === undefined ? [] : [`its key names "${twice}" twice`]),
  ];
}

function refused({ name }: DeltaOf<'write_model'>, faults: readonly string[]): { problems: Problem[] } {
  return { problems: faults.map((fault) => writtenProblem(name, fault)) };
}

/** What is wrong with the SQL of a model. */
export function writtenProblem(name: string, fault: string): Problem {
  return { code: 'MODEL_SQL_INVALID', message: fault, where: { at: `the model ${name}` } };
}
