import { execFileSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { checkDbt, checkNode } from '../../src/cli/doctor-checks.ts';
import { openDuckdb } from '../../src/outside/duckdb.ts';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

let folder: string;
beforeEach(async () => {
  folder = temporaryFolder();
  const duckdb = await openDuckdb(join(folder, 'shop.duckdb'));
  await duckdb.run('create table customers (id integer primary key, "full name" varchar)');
  await duckdb.run('create table orders (id integer primary key, customer_id integer references customers (id))');
  await duckdb.run("insert into customers select range, 'x' from range(1200)");
  await duckdb.close();
});
afterEach(() => removeFolders([folder]));

const run = (...argv: string[]) => runCartridge(argv, { cwd: folder });

it('infers: each table with what it points to, one document, a drawing, an argument', async () => {
  const from = ['infer', '--from', 'shop.duckdb'];
  const table = await run(...from);
  expect(table).toMatchObject({ status: 0, stderr: '' });
  // How sure a role is belongs to the tests of inference.
  expect(table.stdout.replace(/( (?:fact|dimension)) +(?:\.\d\d)? */g, '$1  ')).toBe(
    'customers  dimension  id\norders     fact  id\n  customer_id -> customers  declared\n',
  );
  expect(JSON.parse((await run(...from, '--json')).stdout)).toMatchObject({
    format_version: '1.0',
    tables: [{ name: 'customers' }, { name: 'orders' }],
    relationships: [{ table: 'orders', ref_table: 'customers', declared: true }],
  });
  expect((await run(...from, '--mermaid')).stdout).toContain('\n  orders }o--|| customers : "customer_id"\n');
  expect((await run(...from, '--why', 'orders.customer_id')).stdout).toContain(
    'points to customers (id): declared, many rows to one',
  );
  expect(await run(...from, '--why', 'orders.custmer_id')).toMatchObject({
    status: 2,
    stderr: expect.stringContaining('Did you mean orders.customer_id?'),
  });
});

it('scans the raw tables', async () => {
  expect(await run('scan', '--from', 'shop.duckdb')).toEqual({
    status: 0,
    stdout:
      'shop   2 tables, 4 columns\n' +
      '  customers   2 columns   1,200 rows   key id\n' +
      '  orders      2 columns       0 rows   key id\n',
    stderr: '',
  });
  const { stdout } = await run('scan', '--from', 'shop.duckdb', '--json');
  writeFileSync(join(folder, 'shop.json'), stdout);
  expect((await run('scan', '--from', 'shop.json', '--json')).stdout).toBe(stdout);
});

it('scans the project', async () => {
  expect((await run('scan')).stdout).toBe(
    'There is no dbt project here yet: no dbt_project.yml. cartridge plan --from X makes one.\n',
  );
  writeTree(folder, { 'dbt_project.yml': 'name: jaffle\nprofile: jaffle\n', 'models/a.sql': 'select 1' });
  expect((await run('scan')).stdout).toBe(
    [
      'project          jaffle',
      'adapter          unknown; adapter: in cartridge.yml says it',
      'dbt              version unknown',
      'holds            1 model, no source',
      '',
      'Models',
      '  models   1 model',
      '',
      'Conventions',
      '  sql.keywords        lower   1 of 1   a',
      '  sql.column_groups   no      1 of 1   a',
      '  sql.config_block    no      1 of 1   a',
      '',
      'names            stg_{source}__{entity}, int_{entity}, fct_{entity}, dim_{entity}',
      'folders          models/staging/{source}, models/intermediate, models/marts',
      'materialized     staging view, intermediate view, marts table',
      '',
    ].join('\n'),
  );
  mkdirSync(join(folder, 'models/deep'));
  const deeper = await runCartridge(['scan', '--json'], { cwd: join(folder, 'models/deep') });
  expect(JSON.parse(deeper.stdout)).toMatchObject({ project_name: 'jaffle', existing_models: [{ name: 'a' }] });
});

it('says what stands in the way, and what each finding means', async () => {
  expect(await runCartridge(['doctor', '--from', 'shop.duckdb'], { cwd: folder, env: { PATH: '' } })).toEqual({
    status: 0,
    stdout: [
      `ok       node        ${process.versions.node}`,
      'note     dbt         not found',
      '                     Plans are made and verified without it (static, bind); to build the models it',
      '                     is needed. To install it into the project:',
      '                       python3 -m venv .venv',
      '                       .venv/bin/pip install "dbt-core>=1.11,<1.12" dbt-duckdb "duckdb<2"',
      'ok       project     none yet; cartridge plan makes one',
      'ok       database    shop.duckdb can be read',
      'ok       .cartridge  0 plans, no run',
      '',
      'Nothing stands in the way.',
      '',
    ].join('\n'),
    stderr: '',
  });
  writeFileSync(join(folder, 'new.duckdb'), newerDuckdbHeader());
  writeTree(folder, { 'cartridge.yml': 'adpter: duckdb\n' });
  const ill = await runCartridge(['doctor', '--from', 'new.duckdb', '--dbt', './no-dbt'], { cwd: folder });
  expect(ill.status).toBe(1);
  expect(ill.stdout).toMatch(/^problem {2}dbt {9}found by --dbt, cannot be used$/m);
  expect(ill.stdout).toMatch(/^problem {2}project {5}unknown key "adpter"/m);
  expect(ill.stdout).toMatch(/^problem {2}database {4}new\.duckdb was written by a newer DuckDB/m);
  expect(ill.stdout).toMatch(/\n3 problems to put right\.\n$/);
  expect(ill.stdout).not.toContain(folder);
});

it('knows an old node and a dbt without an adapter for what is made here', () => {
  expect(checkNode('20.18.3')).toEqual({
    name: 'node',
    state: 'problem',
    found: '20.18.3',
    means: 'cartridge needs 20.19 or newer.',
  });
  expect(['20.19.0', '22.0.1'].map((version) => checkNode(version).state)).toEqual(['ok', 'ok']);
  const dbt = { version: '1.11.2', adapters: [{ name: 'postgres', version: '1.9.0' }], unusable: null };
  expect(checkDbt({ ...dbt, foundBy: 'venv' })).toEqual([
    { name: 'dbt', state: 'ok', found: "1.11.2, found by the project's .venv" },
    {
      name: 'adapters',
      state: 'note',
      found: 'postgres 1.9.0',
      means:
        'Projects made here build with dbt-duckdb. To install it beside this dbt: pip install dbt-duckdb "duckdb<2"',
    },
  ]);
});

it('completes commands, options and choices in bash', async () => {
  const { stdout } = await run('completion', 'bash');
  const complete = (...words: string[]) => {
    const script = `${stdout}\nCOMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _cartridge; echo "\${COMPREPLY[*]}"`;
    return execFileSync('bash', ['-c', script, 'bash', 'cartridge', ...words], { encoding: 'utf8' }).trim();
  };
  expect(complete('re')).toBe('resume report');
  expect(complete('apply', '--d')).toBe('--dry-run --dbt --debug');
  expect(complete('apply', '--verify', 'p')).toBe('parse');
  expect(complete('completion', '')).toContain('bash zsh fish');
});

it.each(['zsh', 'fish'])('completes in %s', async (shell) => {
  const { status, stdout } = await run('completion', shell);
  expect(status).toBe(0);
  expect(stdout).toContain('rollback');
  expect(stdout).toMatch(
    shell === 'zsh' ? /^#compdef cartridge\n/ : /-l verify .* -x -a 'auto off static bind parse build'/,
  );
});

/** The first bytes of a file that DuckDB 2.0 wrote: `DUCK` at 8, storage version 999 at 12. */
function newerDuckdbHeader(): Buffer {
  const header = Buffer.alloc(4096);
  header.write('DUCK', 8, 'latin1');
  header.writeBigUInt64LE(999n, 12);
  return header;
}
