import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../src/cli/run-cli.ts';
import { openDuckdb } from '../src/outside/duckdb.ts';
import type { ExecutionPlan } from '../src/plan/plan.ts';
import { findPlan } from '../src/store/find-plan.ts';

const root = join(import.meta.dirname, '..');
const SHOP = 'examples/onboard-a-duckdb-file/shop.sql';
const DBT = join(root, '.venv', process.platform === 'win32' ? 'Scripts/dbt.exe' : 'bin/dbt');

/** Whether the dbt is there that a transcript shows. */
export const hasDbt = existsSync(DBT);

/**
 * Runs a real onboarding of the example's shop in a temporary folder. Returns the texts that pages show of it, by the
 * name of their marker. How long things took is left out, and so are the last digits of dbt's version: nothing else
 * differs from run to run.
 */
export async function transcripts(): Promise<Map<string, string>> {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-readme-'));
  try {
    const database = await openDuckdb(join(folder, 'shop.duckdb'));
    await database.run(readFileSync(join(root, SHOP), 'utf8'));
    await database.close();
    const shown = [];
    for (const argv of [
      ['plan', '--from', 'shop.duckdb'],
      ['apply', '--yes'],
      ['plan', '--from', 'shop.duckdb'],
      ['rollback', '--yes'],
    ]) {
      shown.push(`$ cartridge ${argv.join(' ')}\n${await run(argv, folder)}`);
    }
    const { plan } = await findPlan(folder, undefined, { cwd: folder, includeApplied: true });
    return new Map([
      ['transcript', fenced('console', shown.join('\n'))],
      ['before', fenced('sql', rawTable('orders'))],
      ['after', fenced('sql', contentOf(plan, 'models/staging/shop/stg_shop__orders.sql'))],
      ['after-yaml', fenced('yaml', modelYaml(plan, 'stg_shop__orders'))],
      ['plan', fenced('text', planExcerpt(plan))],
    ]);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function run(argv: readonly string[], cwd: string): Promise<string> {
  let text = '';
  const output = { write: (words: string) => (text += words) };
  const status = await runCli(argv, {
    stdout: output,
    stderr: output,
    stdin: null,
    env: { CARTRIDGE_DBT: DBT },
    cwd,
    signal: new AbortController().signal,
    now: () => new Date('2026-01-01T00:00:00Z'),
  });
  if (status !== 0) throw new Error(`cartridge ${argv.join(' ')} ended with ${status}:\n${text}`);
  return text.replace(/ {2,}[\d.]+ m?s$/gm, '').replace(/\(dbt (\d+\.\d+)\.[^)]+\)/g, '(dbt $1)');
}

/** The statement that makes a raw table, as the example has it. */
function rawTable(name: string): string {
  const statements = readFileSync(join(root, SHOP), 'utf8').split(/(?<=;\n)\n/);
  return statements.find((text) => text.startsWith(`create table ${name} (`)) ?? '';
}

function contentOf(plan: ExecutionPlan, path: string): string {
  const content = plan.files.find((file) => file.path === path)?.content;
  if (!content) throw new Error(`the plan has no ${path}`);
  return content;
}

/** The properties of one model, out of the file of its folder. */
function modelYaml(plan: ExecutionPlan, model: string): string {
  const text = contentOf(plan, 'models/staging/shop/_shop__models.yml');
  const entry = text.split(/^(?= {2}- name: )/m).find((part) => part.startsWith(`  - name: ${model}\n`)) ?? '';
  return `models:\n${entry.trimEnd()}\n`;
}

/** A plan with one of each, long values cut: what a reader needs to see its shape. */
function planExcerpt(plan: ExecutionPlan): string {
  const action = plan.actions.find(({ name }) => name === 'stg_shop__orders');
  const path = action?.file_path;
  const { style: _style, ...project } = plan.project;
  const [table] = plan.catalog.tables.slice(1);
  return JSON.stringify(
    {
      ...plan,
      project: { ...project, style: '...' },
      catalog: { ...plan.catalog, tables: [{ ...table, columns: [table?.columns[0], '...'] }, '...'] },
      actions: ['...', { ...action, spec: '...' }, '...'],
      batches: [...plan.batches.slice(0, 1), '...'],
      predicted_conflicts: [...plan.predicted_conflicts.slice(0, 1), '...'],
      files: [
        '...',
        ...plan.files.filter((file) => file.path === path).map((file) => ({ ...file, content: '...' })),
        '...',
      ],
    },
    null,
    2,
  )
    .replaceAll('"..."', '...')
    .replace(/\[\n\s+(\d+(?:,\n\s+\d+)*)\n\s+\]/g, (_, numbers: string) => `[${numbers.replace(/\n\s+/g, ' ')}]`)
    .concat('\n');
}

function fenced(language: string, text: string): string {
  return `\`\`\`${language}\n${text.trimEnd()}\n\`\`\``;
}
