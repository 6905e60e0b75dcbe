import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { DBT_PATH, DBT_V2_PATH, dbtAt, hasDbt, hasDbtV2 } from '../helpers/real-dbt.ts';
import { prepareProject } from './prepare-project.ts';
import { proveProject } from './prove-project.ts';
import type { PublicProject } from './public-project.ts';

const SHOP: PublicProject = {
  id: 'shop',
  repository: 'acme/shop',
  folder: 'transform',
  adapter: 'duckdb',
  dbt: '1.11',
  catalog: 'bench_tpch',
  packages: { dbt_utils: [] },
  leave_out: ['models/broken.yml'],
};

/** A clone of a repository with a small dbt project in it, which needs a package and a profile that are not there. */
const CLONE = {
  'acme+shop/pyproject.toml': '[project]\ndependencies = ["dbt-core==1.11.16"]\n',
  'acme+shop/transform/dbt_project.yml': "name: shop\nprofile: 'shop'\nmodels:\n  shop:\n    +materialized: view\n",
  'acme+shop/transform/models/broken.yml': 'models: [\n',
  'acme+shop/transform/models/staging/crm/_crm__sources.yml':
    'sources:\n  - name: crm\n    tables:\n      - name: accounts\n',
  'acme+shop/transform/models/staging/crm/_crm__models.yml':
    'models:\n  - name: stg_crm__accounts\n    data_tests:\n      - dbt_utils.at_least_one:\n          arguments: { group_by_columns: [id] }\n',
  'acme+shop/transform/models/staging/crm/stg_crm__accounts.sql':
    "select {{ dbt_utils.star(source('crm', 'accounts')) }} from {{ source('crm', 'accounts') }}\n",
};

const folders: string[] = [];
afterAll(() => removeFolders(folders));

describe.skipIf(!hasDbt || !hasDbtV2)('a source added to a project of others', { timeout: 300_000 }, () => {
  it('leaves it as it was, with and without', async () => {
    const [clones, into] = [temporaryFolder(), temporaryFolder()];
    folders.push(clones, into);
    writeTree(clones, CLONE);
    const proof = await proveProject({
      projectDir: prepareProject(SHOP, clones, into),
      catalog: join(import.meta.dirname, '../fixtures/catalogs/bench_tpch.json'),
      judges: [await dbtAt(DBT_PATH), await dbtAt(DBT_V2_PATH)].map((dbt) => ({ dbt, rule: 'says no more' })),
      verify: 'static',
    });
    expect(proof.problems).toEqual([]);
    expect(proof.facts.filter((fact) => fact.startsWith('dbt '))).toEqual([
      expect.stringMatching(/^dbt 1\.\S+: ok, 0 warnings -> ok, 0 warnings$/),
      expect.stringMatching(/^dbt 2\.\S+: ok, 0 warnings -> ok, 0 warnings$/),
    ]);
    expect(proof.diff).toContain('new: models/staging/bench_tpch/stg_bench_tpch__orders.sql');
  });
});
