// Proves whole schemas with real dbt, and prints a line for each and a last one with totals.
//   npm run prove -- CATALOGS [--gold FOLDER]     a folder of catalog files, with synthetic rows in a DuckDB file
//   npm run prove -- CATALOGS --from-catalog      the same, planned from the files themselves; rows are loaded later
//   npm run prove -- --raw FOLDER                 a folder of folders of CSV files, with their own rows
//   npm run prove -- --types CATALOGS             every type of the catalogs and what DuckDB makes of it
// --only NAME (again for more), --keep DIR (leaves the projects there), --lanes N (dbt processes, 2 unless told)
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { listTypes } from './list-types.ts';
import type { Proof, ProofTools } from './proof.ts';
import { startTools } from './proof.ts';
import { proveCatalogFile } from './prove-catalog-file.ts';
import { proveDatabase } from './prove-database.ts';
import { proveRaw } from './prove-raw.ts';
import { proofLines, summaryLine } from './report.ts';
import type { Gold } from './table-keys.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    gold: { type: 'string' },
    'from-catalog': { type: 'boolean' },
    raw: { type: 'string' },
    types: { type: 'string' },
    only: { type: 'string', multiple: true },
    keep: { type: 'string' },
    lanes: { type: 'string', default: '2' },
  },
});
const input = values.types ?? values.raw ?? positionals[0];

if (input === undefined) {
  console.error('Which schemas? npm run prove -- CATALOGS | --raw FOLDER | --types CATALOGS');
  process.exitCode = 2;
} else if (values.types) {
  console.log(listTypes(values.types).join('\n'));
} else {
  process.exitCode = await proveAll(input);
}

async function proveAll(folder: string): Promise<number> {
  const names = readdirSync(folder)
    .map((file) => (values.raw ? file : basename(file, '.json')))
    .filter((name) => !values.only || values.only.includes(name))
    .toSorted();
  const proofs: Proof[] = [];
  const lane = async (): Promise<void> => {
    const tools = startTools();
    for (let name = names.shift(); name !== undefined; name = names.shift()) {
      const proof = await proveOne(name, folder, tools);
      proofs.push(proof);
      console.log(proofLines(proof).join('\n'));
    }
    tools.close();
  };
  await Promise.all(Array.from({ length: Number(values.lanes) }, lane));
  console.log(summaryLine(proofs));
  return proofs.length > 0 && proofs.every(({ problems }) => problems.length === 0) ? 0 : 1;
}

async function proveOne(name: string, from: string, tools: ProofTools): Promise<Proof> {
  const folder = values.keep ? join(values.keep, name) : mkdtempSync(join(tmpdir(), 'cartridge-prove-'));
  if (values.keep) rmSync(folder, { recursive: true, force: true });
  try {
    if (values.raw) return await proveRaw({ name, from: join(from, name), folder }, tools);
    const prove = values['from-catalog'] ? proveCatalogFile : proveDatabase;
    return await prove({ name, catalog: readJson(from, name) as Catalog, gold: readGold(name), folder }, tools);
  } catch (error) {
    const problems = [error instanceof Error ? (error.stack ?? error.message) : String(error)];
    return { name, tables: 0, models: 0, marts: 0, tests: 0, faults: [], warned: [], problems };
  } finally {
    if (!values.keep) rmSync(folder, { recursive: true, force: true });
  }
}

/** Few catalogs have one. */
function readGold(name: string): Gold | undefined {
  return values.gold && readdirSync(values.gold).includes(`${name}.json`)
    ? (readJson(values.gold, name) as Gold)
    : undefined;
}

function readJson(folder: string, name: string): unknown {
  return JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8'));
}
