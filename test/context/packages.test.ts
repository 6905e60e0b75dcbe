import { mkdir, mkdtemp, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, it } from 'vitest';
import { scanTree } from '../helpers/scan-tree.ts';

let project: string;
beforeEach(async () => {
  project = await mkdtemp(join(tmpdir(), 'cartridge-nodes-'));
});

const scan = (files: Record<string, string>) => scanTree(project, files);

describe('packages', () => {
  it('are read as far as they make nodes, with the names that dbt gives them', async () => {
    const { existing_models, existing_sources, macros, packages, is_incremental } = await scan({
      'dbt_project.yml': 'name: shop\nmodels: {crm: {+enabled: false}}\n',
      'packages.yml': `packages:
  - {package: vendor/crm_source, version: [">=1.0.0", "<2.0.0"]}
  - {git: "https://example.com/other.git", revision: v1.2}
  - {local: ../common}
`,
      'dbt_packages/crm_source/dbt_project.yml': 'name: crm\nmodel-paths: [transform]\n',
      'dbt_packages/crm_source/transform/stg_people.sql': "select * from {{ source('crm', 'people') }}",
      'dbt_packages/crm_source/transform/s.yml': 'sources: [{name: crm, tables: [{name: people}]}]',
      'dbt_packages/crm_source/macros/m.sql': '{% macro crm_key() %}{% endmacro %}',
      'dbt_packages/crm_source/integration_tests/models/no_model.sql': '',
      'dbt_packages/broken/dbt_project.yml': 'name: [',
      'dbt_packages/no_package/readme.md': '',
    });
    expect(existing_models).toMatchObject([
      {
        name: 'stg_people',
        package: 'crm',
        path: 'dbt_packages/crm_source/transform/stg_people.sql',
        enabled: false,
        sources: ['crm.people'],
      },
    ]);
    expect(existing_sources).toMatchObject([{ name: 'crm', package: 'crm' }]);
    expect(macros).toMatchObject([{ name: 'crm_key', package: 'crm' }]);
    expect(packages).toEqual([
      { name: 'crm', path: 'dbt_packages/crm_source', version: '>=1.0.0, <2.0.0' },
      { name: 'https://example.com/other.git', path: null, version: 'v1.2' },
      { name: '../common', path: null, version: null },
    ]);
    expect(is_incremental).toBe(false);
  });

  it('are told of where what asks for them, or one of them, is broken', async () => {
    const { packages, problems } = await scan({
      'packages.yml': 'packages: [',
      'dbt_packages/broken/dbt_project.yml': 'name: 1 2',
    });
    expect(packages).toEqual([]);
    expect(problems.map(({ where }) => where?.file)).toEqual(['packages.yml', 'dbt_packages/broken/dbt_project.yml']);
  });

  it('may be links to folders elsewhere', async () => {
    const elsewhere = await mkdtemp(join(tmpdir(), 'cartridge-common-'));
    await mkdir(join(elsewhere, 'macros'));
    await writeFile(join(elsewhere, 'dbt_project.yml'), 'name: common\n');
    await writeFile(join(elsewhere, 'macros/m.sql'), '{% macro shared() %}{% endmacro %}');
    await mkdir(join(project, 'dbt_packages'));
    await symlink(elsewhere, join(project, 'dbt_packages/common'));
    const { macros } = await scan({ 'dependencies.yml': 'packages: [{local: ../common}]' });
    expect(macros).toMatchObject([{ name: 'shared', package: 'common', path: 'dbt_packages/common/macros/m.sql' }]);
  });
});
