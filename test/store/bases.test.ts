import { mkdir, mkdtemp, readdir, readFile, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, expect, it } from 'vitest';
import { listBases, readBase, writeBase } from '../../src/store/bases.ts';
import { problemsOf } from '../helpers/problems-of.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'cartridge-bases-'));
});

it('keeps the last generated text of a path, byte for byte', async () => {
  const text = 'select 1\r\n-- naïve\n';
  expect(await readBase(project, 'models/marts/fct_orders.sql')).toBeNull();
  expect(await listBases(project)).toEqual([]);
  await writeBase(project, 'models/marts/fct_orders.sql', 'select 0');
  await writeBase(project, 'models/marts/fct_orders.sql', text);
  await writeBase(project, 'README.md', '');
  expect(await readBase(project, 'models/marts/fct_orders.sql')).toBe(text);
  expect(await readFile(join(project, '.cartridge/base/models/marts/fct_orders.sql.base'), 'utf8')).toBe(text);
  expect(await readBase(project, 'README.md')).toBe('');
  expect(await listBases(project)).toEqual(['README.md', 'models/marts/fct_orders.sql']);
});

it('lets git see bases and deltas, also where an earlier version knew of bases alone; what a person wrote there stays', async () => {
  const path = join(project, '.cartridge/.gitignore');
  await writeBase(project, 'a.sql', 'x');
  const written = await readFile(path, 'utf8');
  expect(written.split('\n').slice(1, -1)).toEqual([
    '/*',
    '!/.gitignore',
    '!/.gitattributes',
    '!/base/',
    '!/refinement.json',
  ]);
  const former = '# Written by cartridge. base/ is committed; all else is of this machine alone.\n';
  await writeFile(path, `${former}/*\n!/.gitignore\n!/.gitattributes\n!/base/\n`);
  await writeBase(project, 'a.sql', 'y');
  expect(await readFile(path, 'utf8')).toBe(written);
  await writeFile(path, '*\n');
  await writeBase(project, 'a.sql', 'z');
  expect(await readFile(path, 'utf8')).toBe('*\n');
});

it('takes a base away', async () => {
  await writeBase(project, 'a.sql', 'x');
  await writeBase(project, 'a.sql', null);
  await writeBase(project, 'never-there.sql', null);
  expect(await readBase(project, 'a.sql')).toBeNull();
});

it('never writes outside the project', async () => {
  const elsewhere = await mkdtemp(join(tmpdir(), 'cartridge-elsewhere-'));
  expect(await problemsOf(writeBase(project, '../../../x', 'y'))).toMatchObject([{ code: 'PATH_OUTSIDE_PROJECT' }]);
  await mkdir(join(project, '.cartridge/base'), { recursive: true });
  await symlink(elsewhere, join(project, '.cartridge/base/models'));
  expect(await problemsOf(writeBase(project, 'models/a.sql', 'y'))).toMatchObject([
    { code: 'PATH_OUTSIDE_PROJECT', message: '.cartridge/base/models/a.sql.base leaves the project folder' },
  ]);
  expect(await readdir(elsewhere)).toEqual([]);
});
