import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { openInput } from '../../../src/catalog/readers.ts';
import { believedClaims, declaredClaims } from './claims.ts';
import type { Settings } from './evaluate.ts';
import { byNames, evaluateSchema } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { goldFacts, goldSchema } from './gold.ts';
import { scoreGold } from './gold-score.ts';
import { hideDeclarations } from './hide-declarations.ts';
import { scoreClaims } from './score.ts';
import { withSyntheticRows } from './synthetic.ts';
import type { WithRows } from './with-rows.ts';
import { believeWithRows } from './with-rows.ts';

/** What to evaluate, and with what beside names and types. */
export interface EvaluationRequest {
  /** Folders of catalog files. */
  readonly folders: readonly string[];
  readonly settings: Settings;
  /** Schemas to evaluate; all if undefined. */
  readonly only?: readonly string[] | undefined;
  /** A folder with the rows of schemas. */
  readonly rows?: string | undefined;
  /** Rows made of what is declared, where no folder is given. */
  readonly synthetic?: boolean | undefined;
  /** A folder of what experts wrote of schemas. */
  readonly gold?: string | undefined;
}

/** Evaluates every catalog file of the folders, in the order of their names. A file that cannot be read is noted. */
export async function runEvaluation(request: EvaluationRequest): Promise<Evaluation> {
  const evaluation: Evaluation = { settings: request.settings, schemas: [], rows: [], gold: [], unread: [] };
  for (const { folder, file } of catalogFiles(request.folders)) {
    const name = basename(file, '.json');
    if (request.only && !request.only.includes(name)) continue;
    try {
      await evaluateOne({ name, catalog: await readCatalog(join(folder, file)) }, request, evaluation);
    } catch (error) {
      evaluation.unread.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return evaluation;
}

/** The catalogs of folders, in the order of their names; one that cannot be read is an error. */
export async function* readCatalogs(folders: readonly string[]): AsyncGenerator<Schema> {
  for (const { folder, file } of catalogFiles(folders)) {
    yield { name: basename(file, '.json'), catalog: await readCatalog(join(folder, file)) };
  }
}

function catalogFiles(folders: readonly string[]): { readonly folder: string; readonly file: string }[] {
  return folders
    .flatMap((folder) => readdirSync(folder).map((file) => ({ folder, file })))
    .filter(({ file }) => file.endsWith('.json'))
    .toSorted((a, b) => (a.file < b.file ? -1 : 1));
}

async function readCatalog(path: string): Promise<Catalog> {
  const input = await openInput(path, { schemas: [], select: [], exclude: [] });
  await input.close();
  return input.catalog;
}

interface Schema {
  readonly name: string;
  readonly catalog: Catalog;
}

async function evaluateOne(schema: Schema, request: EvaluationRequest, evaluation: Evaluation): Promise<void> {
  const { name, catalog } = schema;
  const { settings, gold } = request;
  const evaluated = evaluateSchema(name, catalog, settings);
  evaluation.schemas.push(evaluated);
  const rows = await rowsOf(schema, request);
  if (rows) {
    const truth = declaredClaims(rows.truth);
    evaluation.rows.push({
      name,
      dense: evaluated.density.dense,
      names: scoreClaims(truth, rows.names, settings.threshold),
      rows: scoreClaims(truth, rows.rows, settings.threshold),
    });
  }
  const path = gold === undefined ? null : join(gold, `${name}.json`);
  if (path !== null && existsSync(path)) evaluation.gold.push(compareGold(schema, { path, rows, settings }));
}

async function rowsOf({ name, catalog }: Schema, { rows, synthetic }: EvaluationRequest): Promise<WithRows | null> {
  if (rows !== undefined) return believeWithRows(rows, name, catalog);
  if (synthetic !== true) return null;
  return withSyntheticRows(name, catalog, (folder) => believeWithRows(folder, name, catalog));
}

interface GoldComparison {
  readonly path: string;
  readonly rows: WithRows | null;
  readonly settings: Settings;
}

function compareGold({ name, catalog }: Schema, { path, rows, settings }: GoldComparison): Evaluation['gold'][number] {
  const gold = goldSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const names = believedClaims(byNames(hideDeclarations(catalog, settings.seed)));
  return {
    name,
    names: scoreGold(goldFacts(gold, catalog), names, settings.threshold),
    rows: rows && scoreGold(goldFacts(gold, rows.truth), rows.rows, settings.threshold),
  };
}
