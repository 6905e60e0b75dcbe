import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { openDuckdb } from '../../../src/outside/duckdb.ts';
import { prepareDatabase } from '../../../src/verify/dbt/throw-away-database.ts';
import type { SourceTable } from '../../../src/verify/nodes/yaml-nodes.ts';
import { removeFolders, temporaryFolder } from '../../helpers/project-tree.ts';

const folder = temporaryFolder();
afterAll(() => removeFolders([folder]));

const USERS: SourceTable = {
  source: 'crm',
  name: 'users',
  identifier: 'users',
  schema: 'crm',
  database: null,
  isExternal: false,
  columns: [],
  tests: [],
  where: () => ({}),
};

it('makes the raw tables of a schema that is called as the database', async () => {
  mkdirSync(join(folder, 'away'));
  const target = join(folder, 'away/crm.duckdb');
  await prepareDatabase({
    own: join(folder, 'crm.duckdb'),
    target,
    sources: [USERS],
    catalog: {
      dialect: 'duckdb',
      inputs: [],
      tables: [{ schema: 'crm', name: 'users', columns: [{ name: 'id', type: 'INTEGER' }] }],
    },
  });
  const database = await openDuckdb(target, { readOnly: true });
  expect(await database.prepare('select * from crm.crm.users')).toEqual([{ name: 'id', type: 'INTEGER' }]);
  await database.close();
});
