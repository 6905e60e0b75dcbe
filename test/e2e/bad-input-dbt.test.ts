import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { writeShop } from '../helpers/one-table-shop.ts';
import { readTree, removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { fakeDbt } from '../helpers/real-dbt.ts';
import { everythingIn, masked, refused } from '../helpers/refused.ts';
import { runCartridge, type RunOptions } from '../helpers/run-cartridge.ts';

let folder: string;
let project: string;
beforeEach(async () => {
  folder = temporaryFolder();
  project = join(folder, 'dbt');
  writeShop(folder, 'id', 'name');
  expect(await plan()).toMatchObject({ status: 0, stderr: '' });
});
afterEach(() => removeFolders([folder]));

const run = (argv: readonly string[], more: RunOptions = {}) =>
  runCartridge([...argv, '--project-dir', 'dbt'], { cwd: folder, ...more });
const plan = () => run(['plan', '--from', 'shop.json', '--out', 'plan.json']);
const refuse = (argv: readonly string[], more: RunOptions = {}) =>
  refused([...argv, '--project-dir', 'dbt'], { cwd: folder, ...more });

describe('dbt', () => {
  const verify = (level: string, more: RunOptions = {}, ...flags: string[]) =>
    refuse(['apply', '--yes', '--verify', level, ...flags], more);

  it('is missing', async () => {
    expect(await verify('parse')).toMatchInlineSnapshot(`
      "exit 1
      Plan 7f3a2c makes 9 files here. Nothing that exists changes.

      static      9 of 9 files
      bind        2 of 2 models compile against the raw tables
      error: --verify parse cannot run here: no dbt was found (--dbt, CARTRIDGE_DBT, the .venv of the
        project, PATH)                                                                  VERIFY_UNAVAILABLE
        Without --verify, cartridge takes the dearest level that can run here and says which.
      "
    `);
    expect(await verify('parse', {}, '--dbt', 'no/such/dbt')).toMatchInlineSnapshot(`
      "exit 1
      Plan 7f3a2c makes 9 files here. Nothing that exists changes.

      static      9 of 9 files
      bind        2 of 2 models compile against the raw tables
      error: --verify parse cannot run here: what --dbt names is no dbt that runs: there is no such
        program                                                                         VERIFY_UNAVAILABLE
        Without --verify, cartridge takes the dearest level that can run here and says which.
      "
    `);
    expect(await verify('build', { env: { CARTRIDGE_DBT: 'shop.json' } })).toMatchInlineSnapshot(`
      "exit 1
      Plan 7f3a2c makes 9 files here. Nothing that exists changes.

      static      9 of 9 files
      bind        2 of 2 models compile against the raw tables
      dbt parse   not run: what CARTRIDGE_DBT names is no dbt that runs: there is no such program
      error: --verify build cannot run here: what CARTRIDGE_DBT names is no dbt that runs: there is no
        such program                                                                    VERIFY_UNAVAILABLE
        Without --verify, cartridge takes the dearest level that can run here and says which.
      "
    `);
  });

  it('is missing, and nobody asked for it: what can be checked without it is', async () => {
    const { status, stdout } = await run(['apply', '--yes']);
    expect({ status, said: masked(stdout) }).toMatchInlineSnapshot(`
      {
        "said": "Plan 7f3a2c makes 9 files here. Nothing that exists changes.

      static      9 of 9 files
      bind        2 of 2 models compile against the raw tables
      dbt parse   not run: no dbt was found (--dbt, CARTRIDGE_DBT, the .venv of the project, PATH)
      publish     9 files

      Applied (run 1). Undo: cartridge rollback --project-dir dbt    Next: cd dbt && dbt build
      ",
        "status": 0,
      }
    `);
  });

  it('is something else', async () => {
    const path = join(folder, 'bin/dbt');
    mkdirSync(dirname(path));
    writeFileSync(path, '#!/bin/sh\necho "I am a database tester from $HOME"\n', { mode: 0o755 });
    expect(await verify('parse', { env: { PATH: dirname(path), HOME: folder } })).toMatchInlineSnapshot(`
      "exit 1
      Plan 7f3a2c makes 9 files here. Nothing that exists changes.

      static      9 of 9 files
      bind        2 of 2 models compile against the raw tables
      error: --verify parse cannot run here: dbt on the PATH is no dbt that runs: it does not answer
        --version as dbt does: I am a database tester from .                            VERIFY_UNAVAILABLE
        Without --verify, cartridge takes the dearest level that can run here and says which.
      "
    `);
  });

  it('fails without a word that can be understood', async () => {
    fakeDbt(project, 'echo "Traceback: $PWD/x.py broke" >&2; exit 3');
    const before = everythingIn(project);
    expect(await verify('parse')).toMatchInlineSnapshot(`
      "exit 1
      Plan 7f3a2c makes 9 files here. Nothing that exists changes.

      static      9 of 9 files
      bind        2 of 2 models compile against the raw tables
      error: --verify parse cannot run here: dbt gave no answer: it ended with exit code 3 and said:
        Traceback: x.py broke                                                           VERIFY_UNAVAILABLE
        Without --verify, cartridge takes the dearest level that can run here and says which.
      "
    `);
    expect(everythingIn(project)).toEqual(before);
  });

  it('prints a secret, which is not repeated', async () => {
    fakeDbt(project, 'echo "cannot log in with $SHOP_PASSWORD" >&2; exit 1');
    const said = await verify('parse', { env: { SHOP_PASSWORD: 'hunter2-hunter2' } });
    expect(said).toContain('cannot log in with');
    expect(said).not.toContain('hunter2');
    const kept = readTree(join(project, '.cartridge'));
    expect(JSON.stringify(kept)).not.toContain('hunter2');
    expect(JSON.stringify(kept)).not.toContain(folder);
  });

  it.each([
    [
      'while it parses',
      'if [ "$1" = --version ]; then echo "  - installed: 1.11.16"; echo "Plugins:"; echo "  - duckdb: 1.11.1"; exit 0; fi',
    ],
    ['before it says its version', ''],
  ])('hangs %s: Ctrl-C ends it, and nothing was written', async (_, script) => {
    const path = join(project, '.venv/bin/dbt');
    writeTree(project, { '.venv/bin/dbt': `0755:#!/bin/sh\n${script}\necho > "${folder}/started"; exec sleep 600\n` });
    const controller = new AbortController();
    const before = everythingIn(project);
    const ran = run(['apply', '--yes', '--dbt', path], { signal: controller.signal });
    while (!('started' in everythingIn(folder))) await new Promise((resolve) => setTimeout(resolve, 20));
    controller.abort();
    expect(await ran).toMatchObject({
      status: 8,
      stderr: expect.stringMatching(/Cancelled before anything was written\.\n$/),
    });
    expect(everythingIn(project)).toEqual(before);
  });
});
