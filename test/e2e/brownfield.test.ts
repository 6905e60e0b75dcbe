import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { buildProblems, marina, projectFiles, runSql } from '../helpers/marina.ts';
import { removeFolders } from '../helpers/project-tree.ts';
import { DBT_PATH, hasDbt } from '../helpers/real-dbt.ts';
import { type Ran, runCartridge } from '../helpers/run-cartridge.ts';

let project: string;
beforeEach(async () => {
  project = await marina();
});
afterEach(() => removeFolders([project]));

function run(...argv: readonly string[]): Promise<Ran> {
  return runCartridge(argv, { cwd: project, env: { CARTRIDGE_DBT: DBT_PATH } });
}
const plan = () => run('plan', '--from', 'marina.duckdb', '--detailed-exitcode');
const check = () => run('check', '--from', 'marina.duckdb', '--min-coverage', '90');
const apply = (level: string) => run('apply', '--yes', '--verify', level);

function read(path: string): string {
  return readFileSync(join(project, path), 'utf8');
}

/** Replaces a piece of a file, as a person would. */
function edit(path: string, from: string, to: string): void {
  expect(read(path)).toContain(from);
  writeFileSync(join(project, path), read(path).replace(from, to));
}

/** Lines of the first text that the second lacks, in order: what was taken away or moved. */
function lostLines(before: string, after: string): string[] {
  const rest = after.split('\n');
  return before.split('\n').filter((line) => {
    const at = rest.indexOf(line);
    if (at !== -1) rest.splice(0, at + 1);
    return at === -1;
  });
}

// dbt takes seconds each time, and many of them on a machine that is busy.
describe.skipIf(!hasDbt)('a project that people wrote', { timeout: 300_000 }, () => {
  it('gets two more tables, in its own style and files, builds, and is as before after a rollback', async () => {
    const before = projectFiles(project);
    expect((await check()).status).toBe(4);
    const planned = await plan();
    expect(planned).toMatchObject({ status: 3, stderr: '' });
    expect(projectFiles(project)).toEqual(before);
    const { stdout: diff } = await run('diff');
    expect(diff.split('\n').filter((line) => /^-(?!--)/.test(line))).toEqual([]);

    expect((await apply('parse')).status).toBe(0);
    const after = projectFiles(project);
    expect(Object.keys(before).filter((path) => lostLines(before[path]!, after[path] ?? '').length > 0)).toEqual([]);
    expect(read('models/staging/stg_booking.sql')).toMatch(/^SELECT\n +id AS booking_id\n {4}, boat_id$/m);
    expect(read('models/staging/schema.yml')).not.toContain('data_tests');
    expect(await buildProblems(project)).toEqual([]);

    expect((await plan()).stdout).toContain('No changes.');
    expect(await check()).toMatchObject({ status: 0 });
    expect((await run('rollback', '--yes')).status).toBe(0);
    expect(projectFiles(project)).toEqual(before);
  });

  it('keeps what people edit when the raw tables change later', async () => {
    await plan();
    await apply('bind');
    edit('models/staging/stg_booking.sql', 'FROM source', '-- cancelled ones are ours too\nFROM source');
    edit('models/staging/schema.yml', '# keep the models in', '# please keep the models in');
    await runSql(project, 'alter table harbor_raw.booking add column guests integer');

    const drifted = await check();
    expect(drifted.status).toBe(4);
    expect(drifted.stdout).toContain('booking.guests   safe: the column is new');
    expect((await plan()).status).toBe(3);
    expect((await apply('bind')).status).toBe(0);
    const staging = read('models/staging/stg_booking.sql');
    expect(staging).toContain('-- cancelled ones are ours too');
    expect(staging).toContain(', guests');
    expect(read('models/staging/schema.yml')).toContain('# please keep the models in');
    expect(await buildProblems(project)).toEqual([]);
    expect((await check()).status).toBe(0);
    expect((await plan()).stdout).toContain('No changes.');
  });
});

it('names what a person must settle, and writes nothing', async () => {
  await plan();
  await apply('bind');
  edit('models/staging/stg_booking.sql', ', status', ', lower(status) AS status');
  await runSql(project, 'alter table harbor_raw.booking drop column status');
  const edited = projectFiles(project);

  const { status, stderr } = await plan();
  expect(status).toBe(6);
  expect(stderr).toContain('models/staging/stg_booking.sql was edited since cartridge wrote it, and would change');
  expect(stderr).toContain('lower(status) AS status');
  expect(projectFiles(project)).toEqual(edited);
  expect((await check()).stdout).toContain('harbor_raw.booking.status   breaking: the column is gone');

  edit('models/staging/stg_booking.sql', ', lower(status) AS status', '');
  expect((await plan()).status).toBe(3);
});
