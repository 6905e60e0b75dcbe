// Proves whole schemas with real dbt, and prints a line for each.
//   npm run prove -- CATALOGS [--gold FOLDER] [--only NAME]     a folder of catalog files, with synthetic rows
//   npm run prove -- --raw FOLDER [--only NAME]                 a folder of folders of CSV files, with their own rows
//   npm run prove -- --types CATALOGS                           every type of the catalogs and what DuckDB makes of it
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { duckdbType } from '../../src/sql/types.ts';
import { startDbtWorker } from './dbt-worker.ts';
import { proveCatalog } from './prove-catalog.ts';
import { proveRaw } from './prove-raw.ts';
import type { Gold } from './table-keys.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gold: { type: 'string' },
    only: { type: 'string', multiple: true },
    raw: { type: 'string' },
    types: { type: 'string' },
    keep: { type: 'string' },
  },
});

if (values.types) listTypes(values.types);
else process.exitCode = await prove();

async function prove(): Promise<number> {
  const worker = startDbtWorker();
  let bad = 0;
  const names = values.raw
    ? readdirSync(values.raw)
    : readdirSync(positionals[0]!)
        .filter((file) => file.endsWith('.json'))
        .map((file) => basename(file, '.json'));
  try {
    for (const name of names.filter((name) => !values.only || values.only.includes(name)).toSorted()) {
      const folder = values.keep ? join(values.keep, name) : mkdtempSync(join(tmpdir(), 'cartridge-prove-'));
      rmSync(folder, { recursive: true, force: true });
      bad += await proveOne(name, { folder, worker });
      if (!values.keep) rmSync(folder, { recursive: true, force: true });
    }
  } finally {
    worker.close();
  }
  console.log(bad === 0 ? 'all as it must be' : `${bad} not as it must be`);
  return bad === 0 ? 0 : 1;
}

async function proveOne(
  name: string,
  { folder, worker }: { folder: string; worker: ReturnType<typeof startDbtWorker> },
): Promise<number> {
  try {
    const proof = values.raw
      ? await proveRaw({ name, from: join(values.raw, name), folder, worker })
      : await proveCatalog({ name, ...readCatalog(name), folder, worker });
    const counts = `${pad(proof.tables)} tables ${pad(proof.models)} models ${pad(proof.marts)} marts ${pad(proof.tests)} tests`;
    console.log(`${proof.problems.length === 0 ? 'ok  ' : 'BAD '} ${name.padEnd(22)} ${counts}`);
    for (const line of 'faults' in proof ? proof.faults : []) console.log(`       planted: ${line}`);
    for (const line of 'warned' in proof ? proof.warned : []) console.log(`       warned: ${line}`);
    for (const line of proof.problems.slice(0, 12)) console.log(`       ${line.replaceAll('\n', ' ').slice(0, 400)}`);
    return proof.problems.length === 0 ? 0 : 1;
  } catch (error) {
    console.log(`BAD  ${name.padEnd(22)} ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    return 1;
  }
}

function readCatalog(name: string): { catalog: Catalog; gold: Gold | undefined } {
  const catalog = JSON.parse(readFileSync(join(positionals[0]!, `${name}.json`), 'utf8')) as Catalog;
  let gold: Gold | undefined;
  try {
    gold = values.gold ? (JSON.parse(readFileSync(join(values.gold, `${name}.json`), 'utf8')) as Gold) : undefined;
  } catch {
    gold = undefined;
  }
  return { catalog, gold };
}

function listTypes(folder: string): void {
  const types = new Set<string>();
  for (const file of readdirSync(folder)) {
    const catalog = JSON.parse(readFileSync(join(folder, file), 'utf8')) as Catalog;
    for (const table of catalog.tables) for (const column of table.columns) types.add(column.type);
  }
  for (const type of [...types].toSorted()) {
    const mapped = duckdbType(type);
    console.log(`${type.padEnd(44)} ${mapped.type}${mapped.exact ? '' : '   (not known)'}`);
  }
}

function pad(count: number): string {
  return String(count).padStart(4);
}
