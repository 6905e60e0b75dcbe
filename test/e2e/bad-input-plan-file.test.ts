import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import type { ExecutionPlan } from '../../src/plan/plan.ts';
import { sealPlan } from '../../src/plan/seal.ts';
import { removeFolders, temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { refused } from '../helpers/refused.ts';
import { runCartridge } from '../helpers/run-cartridge.ts';

const kept = temporaryFolder();
let plan: ExecutionPlan;
let folder: string;

beforeAll(async () => {
  const orders = { name: 'orders', columns: [{ name: 'id', type: 'integer' }], primary_key: ['id'] };
  writeTree(kept, { 'shop.json': JSON.stringify({ name: 'shop', dialect: 'pg', tables: [orders] }) });
  const argv = ['plan', '--from', 'shop.json', '--project-dir', 'dbt', '--out', 'plan.json'];
  expect(await runCartridge(argv, { cwd: kept })).toMatchObject({ status: 0, stderr: '' });
  plan = parsePlan(readFileSync(join(kept, 'plan.json'), 'utf8'), 'plan.json');
});
afterAll(() => removeFolders([kept]));
beforeEach(() => {
  folder = temporaryFolder();
});
afterEach(() => removeFolders([folder]));

/** Applies a plan file of this text, which must be refused. */
function refuse(content: string | object): Promise<string> {
  writeFileSync(join(folder, 'plan.json'), typeof content === 'string' ? content : JSON.stringify(content));
  return refused(['apply', 'plan.json', '--yes', '--verify', 'off'], { cwd: folder });
}

/** The plan with another path in the place of its first file's. */
function withPath(path: string): ExecutionPlan {
  const [first, ...files] = plan.files;
  if (!first) throw new Error('no files');
  return { ...plan, files: [{ ...first, path }, ...files] };
}

const resealed = (changed: ExecutionPlan) => sealPlan(changed);

describe('a file that is no plan', () => {
  it('is something else', async () => {
    expect(await refuse('select 1\n')).toMatchInlineSnapshot(`
      "exit 1
      error: plan.json is not JSON: expected a value                                          PLAN_INVALID
        plan.json:1:1
        A plan file is written by cartridge plan. Make it anew, or get the whole file.
      "
    `);
    expect(await refuse('')).toMatchInlineSnapshot(`
      "exit 1
      error: plan.json is not JSON: the text ends too early                                   PLAN_INVALID
        plan.json:1:1
        A plan file is written by cartridge plan. Make it anew, or get the whole file.
      "
    `);
    expect(await refuse([])).toMatchInlineSnapshot(`
      "exit 1
      error: plan.json is not a plan: it has no format_version such as "1.0"                  PLAN_INVALID
        plan.json, format_version
        cartridge plan --out FILE writes a plan file.
      "
    `);
    expect(await refuse({ format_version: '1.0', files: 3 })).toMatchInlineSnapshot(`
      "exit 1
      error: plan_id is missing                                                               PLAN_INVALID
        plan.json, plan_id

      error: parent is missing                                                                PLAN_INVALID
        plan.json, parent

      error: name is missing                                                                  PLAN_INVALID
        plan.json, name

      error: description is missing                                                           PLAN_INVALID
        plan.json, description

      error: strategy must be greenfield or brownfield                                        PLAN_INVALID
        plan.json, strategy

      and 16 more problems: 16 PLAN_INVALID
      "
    `);
  });

  it('is cut off', async () => {
    const said = await refuse(JSON.stringify(plan, null, 2).slice(0, -200));
    expect(said.replace(/plan\.json:\d+:\d+/, 'plan.json:LINE:COLUMN')).toMatchInlineSnapshot(`
      "exit 1
      error: plan.json is not JSON: the text ends too early                                   PLAN_INVALID
        plan.json:LINE:COLUMN
        A plan file is written by cartridge plan. Make it anew, or get the whole file.
      "
    `);
  });

  it('is of a newer version', async () => {
    expect(await refuse({ ...plan, format_version: '2.0' })).toMatchInlineSnapshot(`
      "exit 1
      error: plan.json has format 2.0; this cartridge reads up to 1.x                   PLAN_NEWER_VERSION
        plan.json, format_version
        Update cartridge, or make the plan anew with this one.
      "
    `);
  });

  it('is not there', async () => {
    expect(await refused(['apply', 'plna.json', '--yes'], { cwd: folder })).toMatchInlineSnapshot(`
      "exit 2
      error: there is no plan "plna.json"                                                   PLAN_NOT_FOUND
        It is not a file, and no plan is kept here. Make one: cartridge plan --from shop.duckdb
      "
    `);
    expect(await refused(['apply', '--yes'], { cwd: folder })).toMatchInlineSnapshot(`
      "exit 2
      error: there is no plan yet                                                           PLAN_NOT_FOUND
        Make one: cartridge plan --from shop.duckdb (a DuckDB file, a folder of CSV or Parquet files, or a
        catalog file)
      "
    `);
  });
});

describe('a plan that was changed by hand', () => {
  it('in what it writes', async () => {
    const [first, ...files] = plan.files;
    expect(await refuse({ ...plan, files: [{ ...first, content: 'drop table x;\n' }, ...files] }))
      .toMatchInlineSnapshot(`
      "exit 1
      error: the content of dbt_project.yml was changed after the plan was sealed            PLAN_TAMPERED
        A plan is written as it was reviewed. Make it anew with cartridge plan, or get the unchanged file.
      "
    `);
  });

  it('in its id', async () => {
    expect(await refuse({ ...plan, plan_id: '0'.repeat(64) })).toMatchInlineSnapshot(`
      "exit 1
      error: the plan was changed after it was sealed: its id is 7f3a2c, its content has 7f3a2c
        PLAN_TAMPERED
        A plan is written as it was reviewed. Make it anew with cartridge plan, or get the unchanged file.
      "
    `);
  });

  it('by taking an action out', async () => {
    expect(await refuse({ ...plan, actions: plan.actions.slice(0, -1) })).toMatchInlineSnapshot(`
      "exit 1
      error: the plan was changed after it was sealed: its id is 7f3a2c, its content has 7f3a2c
        PLAN_TAMPERED
        A plan is written as it was reviewed. Make it anew with cartridge plan, or get the unchanged file.
      "
    `);
  });

  it('in its paths', async () => {
    expect(await refuse(withPath('../evil.sql'))).toMatchInlineSnapshot(`
      "exit 1
      error: the plan was changed after it was sealed: its id is 7f3a2c, its content has 7f3a2c
        PLAN_TAMPERED
        A plan is written as it was reviewed. Make it anew with cartridge plan, or get the unchanged file.
      "
    `);
  });
});

describe('a plan that was sealed anew by whoever changed it', () => {
  it.each([
    ['../evil.sql'],
    ['/etc/evil.sql'],
    ['models/../../evil.sql'],
    [String.raw`..\evil.sql`],
    ['C:/evil.sql'],
    ['.git/hooks/pre-commit'],
    ['.cartridge/lock'],
    ['models/a\0b.sql'],
  ])('to write %j', async (path) => {
    expect(await refuse(resealed(withPath(path)))).toMatchSnapshot();
  });

  it('without an action, which show --check finds', async () => {
    const changed = resealed({ ...plan, actions: plan.actions.slice(0, -1) });
    writeFileSync(join(folder, 'plan.json'), JSON.stringify(changed));
    const checked = await runCartridge(['show', 'plan.json', '--check'], { cwd: folder });
    // Ids follow whatever is generated, which is not what this is about.
    const stdout = checked.stdout.replace(/its id is \w+, its content has \w+/, 'its id is A, its content has B');
    expect({ ...checked, stdout }).toMatchInlineSnapshot(`
      {
        "status": 1,
        "stderr": "",
        "stdout": "error: the plan was changed after it was sealed: its id is A, its content has B
        PLAN_TAMPERED
        A plan is written as it was reviewed. Make it anew with cartridge plan, or get the unchanged file.

      error: models/marts/fct_orders.sql comes from step 4, which is no action                PLAN_INVALID
        files[7].steps

      error: models/marts/_marts__models.yml comes from step 4, which is no action            PLAN_INVALID
        files[8].steps

      error: the batches hold step 4, which is no action                                      PLAN_INVALID
      ",
      }
    `);
  });
});
