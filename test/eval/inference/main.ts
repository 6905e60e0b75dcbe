// npm run eval:inference -- CATALOGS...: hides what the schemas declare, infers it again, scores it.
//   --with-data RAW    where RAW/<schema>.duckdb or a folder of files RAW/<schema>/ exists: with rows, beside names alone
//   --synthetic        with rows made of the declared keys: what is not declared points nowhere
//   --gold FOLDER      what experts wrote of schemas that declare nothing
//   --errors           every key and edge that is missed, wrong or undeclared
//   --json             one document instead of tables
//   --against FILE     what got worse or better since that document was printed
//   --only NAME (again for more), --threshold P (an edge counts from there on; 0.5), --seed N (order of the tables; 0)
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { openInput } from '../../../src/catalog/readers.ts';
import { againstReport, parseEarlier } from './against.ts';
import { believedClaims, declaredClaims } from './claims.ts';
import type { Settings } from './evaluate.ts';
import { byNames, evaluateSchema } from './evaluate.ts';
import type { Evaluation } from './evaluation.ts';
import { evaluationDocument, evaluationText } from './evaluation.ts';
import { goldFacts, goldSchema } from './gold.ts';
import { scoreGold } from './gold-score.ts';
import { hideDeclarations } from './hide-declarations.ts';
import { scoreClaims } from './score.ts';
import { withSyntheticRows } from './synthetic.ts';
import type { WithRows } from './with-rows.ts';
import { believeWithRows } from './with-rows.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'with-data': { type: 'string' },
    synthetic: { type: 'boolean', default: false },
    gold: { type: 'string' },
    against: { type: 'string' },
    errors: { type: 'boolean', default: false },
    json: { type: 'boolean', default: false },
    only: { type: 'string', multiple: true },
    threshold: { type: 'string', default: '0.5' },
    seed: { type: 'string', default: '0' },
  },
});
const settings: Settings = { threshold: Number(values.threshold), seed: Number(values.seed) };
const [folder] = positionals;
if (folder === undefined) {
  console.error(
    'Which schemas? npm run eval:inference -- CATALOGS [--with-data RAW] [--gold FOLDER] [--errors] [--json]',
  );
  process.exitCode = 2;
} else {
  const evaluation = await evaluateFolders(positionals);
  if (values.json) console.log(JSON.stringify(evaluationDocument(evaluation), null, 2));
  else console.log(evaluationText(evaluation, values.errors).join('\n'));
  if (values.against !== undefined && !values.json) {
    console.log(
      ['', ...againstReport(evaluation.schemas, parseEarlier(readFileSync(values.against, 'utf8')))].join('\n'),
    );
  }
}

async function evaluateFolders(folders: readonly string[]): Promise<Evaluation> {
  const evaluation: Evaluation = { settings, schemas: [], rows: [], gold: [], unread: [] };
  const files = folders.flatMap((folder) => readdirSync(folder).map((file) => ({ folder, file })));
  for (const { folder, file } of files.toSorted((a, b) => (a.file < b.file ? -1 : 1))) {
    const name = basename(file, '.json');
    if (!file.endsWith('.json') || (values.only && !values.only.includes(name))) continue;
    try {
      await evaluateOne(name, await readCatalog(join(folder, file)), evaluation);
    } catch (error) {
      evaluation.unread.push(`${file}: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return evaluation;
}

async function readCatalog(path: string): Promise<Catalog> {
  const input = await openInput(path, { schemas: [], select: [], exclude: [] });
  await input.close();
  return input.catalog;
}

async function evaluateOne(name: string, catalog: Catalog, evaluation: Evaluation): Promise<void> {
  const schema = evaluateSchema(name, catalog, settings);
  evaluation.schemas.push(schema);
  const rows = await rowsOf(name, catalog);
  if (rows) {
    const truth = declaredClaims(rows.truth);
    evaluation.rows.push({
      name,
      dense: schema.density.dense,
      names: scoreClaims(truth, rows.names, settings.threshold),
      rows: scoreClaims(truth, rows.rows, settings.threshold),
    });
  }
  const path = join(values.gold ?? '', `${name}.json`);
  if (values.gold !== undefined && existsSync(path)) evaluation.gold.push(compareGold(name, catalog, { path, rows }));
}

async function rowsOf(name: string, catalog: Catalog): Promise<WithRows | null> {
  const folder = values['with-data'];
  if (folder !== undefined) return believeWithRows(folder, name, catalog);
  return values.synthetic ? withSyntheticRows(name, catalog, (made) => believeWithRows(made, name, catalog)) : null;
}

function compareGold(
  name: string,
  catalog: Catalog,
  { path, rows }: { path: string; rows: WithRows | null },
): Evaluation['gold'][number] {
  const gold = goldSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  const names = believedClaims(byNames(hideDeclarations(catalog, settings.seed)));
  return {
    name,
    names: scoreGold(goldFacts(gold, catalog), names, settings.threshold),
    rows: rows && scoreGold(goldFacts(gold, rows.truth), rows.rows, settings.threshold),
  };
}
