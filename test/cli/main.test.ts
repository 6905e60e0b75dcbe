import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { savePlan } from '../../src/store/plans.ts';
import { makePlan } from '../helpers/make-plan.ts';
import { readTree, removeFolders, temporaryFolder } from '../helpers/project-tree.ts';

const MAIN = join(import.meta.dirname, '../../src/cli/main.ts');
const TSX = import.meta.resolve('tsx');

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

/** The real program in a process of its own. */
function start(...argv: string[]) {
  const child = spawn(process.execPath, ['--import', TSX, MAIN, ...argv], {
    cwd: folder,
    env: { PATH: process.env['PATH'] },
  });
  const output = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output.stdout += text));
  child.stderr.setEncoding('utf8').on('data', (text: string) => (output.stderr += text));
  return { child, output };
}

it('exits with the status of the command', async () => {
  const { child, output } = start('status', '--project', 'x');
  expect(await once(child, 'close')).toEqual([2, null]);
  expect(output.stderr).toContain('error: unknown option "--project"');
});

it('is content when its reader leaves early', async () => {
  const { child, output } = start('completion', 'fish');
  child.stdout.destroy();
  expect(await once(child, 'close')).toEqual([0, null]);
  expect(output.stderr).toBe('');
});

it('answers the first Ctrl-C at once, stops dbt, and writes nothing', async () => {
  // A dbt that says its version and then hangs.
  const dbt = join(folder, 'dbt');
  const version = 'Core:\\n  - installed: 1.11.2\\nPlugins:\\n  - duckdb: 1.9.0\\n';
  writeFileSync(dbt, `#!/bin/sh\nif [ "$1" = --version ]; then printf '${version}'; exit 0; fi\nsleep 60\n`);
  chmodSync(dbt, 0o755);
  const changes = [{ path: 'dbt_project.yml', before: null, after: 'name: shop\nprofile: shop\n' }];
  await savePlan(folder, makePlan(changes), '2026-03-04T05:06:07.000Z');
  const { child, output } = start('apply', '--yes', '--verify', 'parse', '--dbt', './dbt');
  while (!output.stdout.includes('\nbind')) await once(child.stdout, 'data');
  child.kill('SIGINT');
  expect(await once(child, 'close')).toEqual([8, null]);
  expect(output.stderr).toBe(
    'Stopping where it is safe. Ctrl-C again leaves at once.\nCancelled before anything was written.\n',
  );
  expect(Object.keys(readTree(folder))).toEqual(['dbt']);
});
