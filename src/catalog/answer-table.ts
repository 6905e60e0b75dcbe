import type { Row, SqlValue } from '../outside/duckdb.ts';
import type { ColumnStats } from './catalog.ts';
import type { Probe, ProfileAnswer, UniqueAnswer, ValuesAnswer } from './evidence.ts';
import { probeKey } from './evidence.ts';
import type { Ask } from './probe-budget.ts';
import type { ProbedRelation } from './probe-sql.ts';
import { EXACT_ROWS, isNumeric, MOST_VALUES, tableSql } from './probe-sql.ts';

type TableProbe = Exclude<Probe, { kind: 'contained' }>;

/** What is asked of one table. */
export interface TableProbes {
  readonly relation: ProbedRelation;
  readonly probes: readonly TableProbe[];
}

/** Answers as they come in, by `probeKey`. */
export interface TableAnswers {
  readonly profile: Map<string, ProfileAnswer>;
  readonly unique: Map<string, UniqueAnswer>;
  readonly values: Map<string, ValuesAnswer>;
}

/** A very wide table is asked in parts, so that not all its distinct values need to be in memory at once. */
const ASKED_TOGETHER = 200;
const NOT_PLAIN_TEXT = /[\p{Cc}\p{Cs}]/u;
const LONGEST_VALUE = 100;

/** Asks a table all its probes in one statement; if that fails, each probe alone. */
export async function answerTable(ask: Ask, { relation, probes }: TableProbes, answers: TableAnswers): Promise<void> {
  const rows = relation.rows ?? Number((await ask(`select count(*) as n from ${relation.relation}`))?.['n'] ?? NaN);
  if (Number.isNaN(rows)) return;
  const answered = async (asked: readonly TableProbe[]): Promise<boolean> => {
    const row = await ask(tableSql(relation, questionOf(asked), rows));
    if (row) readAnswers(row, { relation, probes: asked }, answers);
    return row !== null;
  };
  for (const together of inParts(probes.flatMap((probe) => narrowed(probe, relation)))) {
    if ((await answered(together)) || together.length === 1) continue;
    for (const probe of together) await answered([probe]);
  }
}

/** A profile only of columns that are there, and of few at a time; the other probes as they are. */
function narrowed(probe: TableProbe, { types }: ProbedRelation): TableProbe[] {
  if (probe.kind !== 'profile') return [probe];
  const known = probe.columns.filter((column) => types.has(column));
  const parts = Math.max(1, Math.ceil(known.length / ASKED_TOGETHER));
  return Array.from({ length: parts }, (_, part) => ({
    ...probe,
    columns: known.slice(part * ASKED_TOGETHER, (part + 1) * ASKED_TOGETHER),
  }));
}

function inParts(probes: readonly TableProbe[]): TableProbe[][] {
  const parts: TableProbe[][] = [];
  let weight = Infinity;
  for (const probe of probes) {
    weight += probe.kind === 'profile' ? probe.columns.length : 1;
    if (weight > ASKED_TOGETHER) {
      parts.push([]);
      weight = probe.kind === 'profile' ? probe.columns.length : 1;
    }
    parts.at(-1)?.push(probe);
  }
  return parts;
}

function questionOf(probes: readonly TableProbe[]): Parameters<typeof tableSql>[1] {
  return {
    profile: probes.flatMap((probe) => (probe.kind === 'profile' ? probe.columns : [])),
    unique: probes.flatMap((probe) => (probe.kind === 'unique' ? [probe.columns] : [])),
    values: probes.flatMap((probe) => (probe.kind === 'values' ? [probe.column] : [])),
  };
}

/** Reads the row of `tableSql`, whose aliases are counted in the order of the probes. */
function readAnswers(row: Row, { relation, probes }: TableProbes, { profile, unique, values }: TableAnswers): void {
  const rows = Number(row['n']);
  const next = { profile: 0, unique: 0, values: 0 };
  for (const probe of probes) {
    const key = probeKey(probe);
    if (probe.kind === 'unique') {
      const at = next.unique++;
      unique.set(key, { rows, nullRows: Number(row[`m${at}`]), duplicates: Number(row[`u${at}`]) });
    } else if (probe.kind === 'values') {
      values.set(key, labelsOf(row[`v${next.values++}`]));
    } else {
      const columns = new Map(profile.get(key)?.columns);
      for (const column of probe.columns) {
        columns.set(column, statsOf(row, next.profile++, isNumeric(relation.types.get(column) ?? '')));
      }
      profile.set(key, { rows, exact: (relation.rows ?? rows) <= EXACT_ROWS, columns });
    }
  }
}

function statsOf(row: Row, at: number, isNumber: boolean): ColumnStats {
  const [min, max] = [row[`a${at}`], row[`z${at}`]].map((value) => plainBound(value, isNumber));
  return {
    nulls: Number(row[`n${at}`]),
    distinct: Number(row[`d${at}`]),
    ...(min !== undefined && { min }),
    ...(max !== undefined && { max }),
  };
}

/** A number where it is exact, else text; NaN and infinity are no bounds. */
function plainBound(value: SqlValue | undefined, isNumber: boolean): string | number | undefined {
  if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
  if (typeof value !== 'string') return undefined;
  const number = Number(value);
  return isNumber && Math.abs(number) <= Number.MAX_SAFE_INTEGER ? number : value;
}

/** Long text and control characters are no labels, so such a column is no enumeration. */
function labelsOf(value: SqlValue | undefined): ValuesAnswer {
  const found = (Array.isArray(value) ? value : []).map(String);
  const isEnumeration =
    found.length <= MOST_VALUES && found.every((label) => label.length <= LONGEST_VALUE && !NOT_PLAIN_TEXT.test(label));
  return isEnumeration ? found.sort() : null;
}
