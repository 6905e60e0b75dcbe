import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { installationOf, readVersionText } from '../../src/outside/dbt-installation.ts';
import { findDbt } from '../../src/outside/dbt.ts';
import { DBT_PATH, DBT_V2_PATH, fakeDbt, hasDbt, hasDbtV2 } from '../helpers/real-dbt.ts';

let projectDir = '';
beforeEach(() => {
  projectDir = mkdtempSync(join(tmpdir(), 'cartridge-dbt-'));
});
afterEach(() => rmSync(projectDir, { recursive: true, force: true }));

function program(path: string, script: string): string {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, `#!/bin/sh\n${script}\n`);
  chmodSync(path, 0o755);
  return path;
}

describe('findDbt', () => {
  it('takes the flag, then the variable, then the .venv of the project, then PATH', async () => {
    const answer = (version: string): string => `echo 'Core:'; echo '  - installed: ${version}'`;
    const flag = program(join(projectDir, 'a/dbt'), answer('1.8.1'));
    const variable = program(join(projectDir, 'b/dbt'), answer('1.8.2'));
    program(join(projectDir, '.venv/bin/dbt'), answer('1.8.3'));
    const onPath = dirname(program(join(projectDir, 'c/dbt'), answer('1.8.4')));
    const searchPath = [join(projectDir, 'nothing'), onPath].join(delimiter);
    const env = { PATH: '/usr/bin:/bin' };
    const found = async (search: { flag?: string; variable?: string; projectDir: string }): Promise<unknown> => {
      const dbt = await findDbt({ ...search, searchPath, env });
      return dbt && [dbt.foundBy, dbt.version];
    };
    expect(await found({ flag, variable, projectDir })).toEqual(['flag', '1.8.1']);
    expect(await found({ variable, projectDir })).toEqual(['variable', '1.8.2']);
    expect(await found({ projectDir })).toEqual(['venv', '1.8.3']);
    expect(await found({ projectDir: join(projectDir, 'a') })).toEqual(['path', '1.8.4']);
    expect(await findDbt({ projectDir: join(projectDir, 'a'), env })).toBeNull();
  });

  it('tells of a program that is asked for and is no dbt, instead of taking another one', async () => {
    const env = { PATH: '/usr/bin:/bin', API_TOKEN: 'sk-123456' };
    fakeDbt(projectDir, '');
    const unusable = async (flag: string): Promise<unknown> => (await findDbt({ flag, projectDir, env }))?.unusable;
    expect(await unusable(join(projectDir, 'none'))).toBe('there is no such program');
    expect(
      await unusable(program(join(projectDir, 'other/dbt'), 'echo "no such option, $API_TOKEN" >&2; exit 2')),
    ).toBe('it does not answer --version as dbt does: no such option, ***');
    const moved = join(projectDir, 'moved/bin/dbt');
    program(moved, '');
    writeFileSync(moved, '#!/no/such/python\n');
    expect(await unusable(moved)).toBe('it cannot be started (ENOENT)');
  });

  it.skipIf(!hasDbt)('reads version and adapters of dbt 1 without starting it', async () => {
    const dbt = await findDbt({ flag: DBT_PATH, projectDir, env: {} });
    expect(dbt).toMatchObject({ foundBy: 'flag', unusable: null });
    expect(dbt?.version).toMatch(/^1\.11\./);
    expect(dbt?.adapters.map(({ name }) => name)).toContain('duckdb');
  });

  it.skipIf(!hasDbtV2)('knows dbt v2', async () => {
    const dbt = await findDbt({ flag: DBT_V2_PATH, projectDir, env: {} });
    expect(dbt?.version).toMatch(/^2\.0\.0/);
  });
});

describe('versions', () => {
  it('reads what dbt 1 and dbt v2 answer', () => {
    const text =
      'Core:\n  - installed: 1.11.16\n  - latest:    1.12.6  - Update available!\n\nPlugins:\n  - postgres: 1.11.0 - Up to date!\n  - duckdb:   1.11.1 - Up to date!\n';
    expect(readVersionText(text)).toEqual({
      version: '1.11.16',
      adapters: [
        { name: 'duckdb', version: '1.11.1' },
        { name: 'postgres', version: '1.11.0' },
      ],
      unusable: null,
    });
    expect(readVersionText('dbt-fusion 2.0.0-preview.196\n')?.version).toBe('2.0.0-preview.196');
    expect(readVersionText('git version 2.39.5\n')).toBeNull();
  });

  it('reads the names of installed packages', () => {
    const names = [
      'dbt_core-1.9.2.dist-info',
      'dbt_common-1.0.0.dist-info',
      'dbt_duckdb-1.9.1.dist-info',
      'dbt',
      'six.py',
    ];
    expect(installationOf(names)).toEqual({
      version: '1.9.2',
      adapters: [{ name: 'duckdb', version: '1.9.1' }],
      unusable: null,
    });
    expect(installationOf(['six.py'])).toBeNull();
  });
});
