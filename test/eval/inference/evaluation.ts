import { calibrate } from './calibration.ts';
import { edgeKey } from './claims.ts';
import type { SchemaScore, Settings } from './evaluate.ts';
import { calibrationReport, reasonsReport, thresholdReport } from './report-calibration.ts';
import { missesReport, namesReport, rolesReport } from './report-names.ts';
import type { GoldRow, RowsScore } from './report-rows.ts';
import { goldReport, rowsReport } from './report-rows.ts';
import { shuffled } from './shuffled.ts';
import type { Score } from './score.ts';
import { measuresOf, sumScores, targetAccuracy } from './score.ts';

/** Everything that one run measures. */
export interface Evaluation {
  readonly settings: Settings;
  readonly schemas: SchemaScore[];
  readonly rows: RowsScore[];
  readonly gold: GoldRow[];
  /** Catalogs that could not be read, and why. */
  readonly unread: string[];
}

/** For a person. */
export function evaluationText(evaluation: Evaluation, errors: boolean): string[] {
  const { schemas, rows, gold, unread, settings } = evaluation;
  const parts = [
    namesReport(schemas),
    missesReport(schemas),
    errors ? reasonsReport(schemas, settings.threshold) : [],
    thresholdReport(schemas),
    calibrationReport(schemas),
    rolesReport(schemas),
    rowsReport(rows),
    gold.length > 0 ? goldReport(gold) : [],
    errors ? errorLines(evaluation) : [],
    unread.map((line) => `not read: ${line}`),
  ];
  return parts.filter((part) => part.length > 0).flatMap((part, at) => (at === 0 ? part : ['', ...part]));
}

function errorLines({ schemas, rows, gold }: Evaluation): string[] {
  const lines = (name: string, all: readonly string[]) => all.map((line) => `${name}: ${line}`);
  const scored = (score: Score) => (score.edges.declared + score.keys.declared > 0 ? score.errors : []);
  return [
    ...schemas.flatMap(({ name, score, roles }) => lines(name, [...scored(score), ...(roles?.errors ?? [])])),
    ...rows.flatMap(({ name, rows: score }) => lines(`${name} with rows`, scored(score))),
    ...gold.flatMap(({ name, names }) => lines(`${name} experts`, names.errors)),
    ...gold.flatMap(({ name, rows: score }) => lines(`${name} experts, with rows`, score?.errors ?? [])),
  ];
}

/**
 * Some of the edges that nobody declared, for a person to judge: only so can the precision of a schema be told that
 * declares a part of its references.
 */
export function sampleLines({ schemas, settings }: Evaluation, size: number): string[] {
  const undeclared = schemas.flatMap(({ name, score }) =>
    score.judged
      .filter(({ right, decided, probability }) => !right && !decided && probability >= settings.threshold)
      .map(({ edge, probability }) => `${name}: ${probability.toFixed(2)} ${edgeKey(edge)}`),
  );
  const sample = shuffled(undeclared, settings.seed, (line) => line).slice(0, size);
  return ['', `${sample.length} of ${undeclared.length} edges that nobody declared, drawn at random`, ...sample];
}

/** For a program: one document. */
export function evaluationDocument({ settings, schemas, rows, gold, unread }: Evaluation): unknown {
  const dense = schemas.filter(({ density }) => density.dense);
  const decided = schemas.flatMap(({ score }) => score.judged.filter((one) => one.decided));
  return {
    format_version: '1.0',
    settings,
    schemas: schemas.map(({ name, tables, density, score, plain, roles }) => ({
      name,
      tables,
      density,
      ...scoreDocument(score),
      plain: scoreDocument(plain),
      roles: roles && { expected: roles.expected, right: roles.right },
    })),
    densely_declared: scoreDocument(sumScores(dense.map(({ score }) => score))),
    all: scoreDocument(sumScores(schemas.map(({ score }) => score))),
    calibration: calibrate(decided),
    with_data: rows.map(({ name, names, rows: score }) => ({
      name,
      names: scoreDocument(names),
      with_data: scoreDocument(score),
    })),
    gold: gold.map(({ name, names, rows: score }) => ({ name, names, with_data: score })),
    unread,
  };
}

function scoreDocument(score: Score): Readonly<Record<string, unknown>> {
  return {
    primary_keys: score.keys,
    foreign_keys: { ...score.edges, ...measuresOf(score.edges) },
    of_declaring_tables: { ...score.declaring, ...measuresOf(score.declaring) },
    missed_by_kind: Object.fromEntries(score.misses),
    target_accuracy: targetAccuracy(score),
    errors: score.errors,
  };
}
