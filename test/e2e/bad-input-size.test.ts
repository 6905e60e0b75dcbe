import { afterEach, beforeEach, expect, it } from 'vitest';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

const columns = (count: number) =>
  Array.from({ length: count }, (_, index) => ({ name: index === 0 ? 'id' : `c_${index}`, type: 'integer' }));

/** Plans a catalog of these tables and applies it; gives what was printed, without times. */
async function onboard(tables: readonly object[], level: string): Promise<string[]> {
  writeTree(folder, { 'big.json': JSON.stringify({ name: 'big', dialect: 'postgres', tables }) });
  const planned = await runCartridge(['plan', '--from', 'big.json', '--project-dir', 'dbt'], { cwd: folder });
  expect(planned).toMatchObject({ status: 0, stderr: '' });
  const argv = ['apply', '--yes', '--verify', level, '--project-dir', 'dbt'];
  const applied = await runCartridge(argv, { cwd: folder });
  expect(applied).toMatchObject({ status: 0, stderr: '' });
  return `${planned.stdout}${applied.stdout}`.split('\n').map((line) => line.replace(/ +\d[\d.]* m?s$/, ''));
}

it('takes 3,000 tables', async () => {
  const tables = Array.from({ length: 3000 }, (_, index) => ({
    name: `t_${index}`,
    columns: columns(3),
    primary_key: ['id'],
  }));
  const said = await onboard(tables, 'static');
  expect(said[0]).toBe('big.json       3,000 tables, 9,000 columns, 3,000 declared keys');
  expect(said).toContain('  2 source         big, 3,000 tables');
  expect(said).toContain('  3 staging        3,000 models');
  expect(said.join('\n').length).toBeLessThan(3000);
});

it('takes 1,600 columns', async () => {
  const said = await onboard([{ name: 'wide', columns: columns(1600), primary_key: ['id'] }], 'bind');
  expect(said[0]).toBe('big.json       1 table, 1,600 columns, 1 declared key');
  expect(said).toContain('bind        2 of 2 models compile against the raw tables');
});
