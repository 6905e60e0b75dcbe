import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { displayWidth } from '../../src/cli/words/layout.ts';
import { eventSchema } from '../../src/events.ts';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { readTree, removeFolders, temporaryFolder } from '../helpers/project-tree.ts';
import { jsonLines, runCartridge } from '../helpers/run-cartridge.ts';

let folder: string;
beforeEach(() => {
  folder = temporaryFolder();
  writeFileSync(join(folder, 'shop.json'), JSON.stringify(SHOP));
});
afterEach(() => removeFolders([folder]));

const SHOP = {
  name: 'shop',
  dialect: 'duckdb',
  tables: [
    {
      name: 'customers',
      columns: ['id', 'name', 'created_at'].map((name) => ({ name, type: name === 'id' ? 'integer' : 'varchar' })),
      primary_key: ['id'],
    },
    {
      name: 'orders',
      columns: [
        { name: 'id', type: 'integer' },
        { name: 'customer_id', type: 'integer' },
        { name: 'amount', type: 'decimal(10,2)' },
        { name: 'ordered_at', type: 'timestamp' },
      ],
      primary_key: ['id'],
      foreign_keys: [{ columns: ['customer_id'], ref_table: 'customers', ref_columns: ['id'] }],
    },
  ],
};

const run = (...argv: string[]) => runCartridge(argv, { cwd: folder });
/** Ids follow the templates and times the machine; a screen is compared without them. */
const masked = (text: string) =>
  text.replace(/\b(?=[0-9a-f]*\d)[0-9a-f]{6}\b/g, '7f3a2c').replace(/ +\d[\d.]* m?s$/gm, '');

it('plans, shows, applies and then finds nothing to change', async () => {
  const planned = await run('plan', '--from', 'shop.json', '--project-dir', 'dbt');
  expect({ ...planned, stdout: masked(planned.stdout) }).toMatchSnapshot();
  expect(readTree(join(folder, 'dbt'))).toEqual({});
  const shown = await run('show', '--project-dir', 'dbt');
  expect(shown.status).toBe(0);
  expect(shown.stdout).toContain('\nBatch 1   project');
  const applied = await run('apply', '--yes', '--verify', 'bind', '--project-dir', 'dbt');
  expect(applied.status).toBe(0);
  expect(applied.stdout).toContain('Undo: cartridge rollback --project-dir dbt    Next: cd dbt && dbt build\n');
  const again = await run('plan', '--from', 'shop.json', '--project-dir', 'dbt', '--detailed-exitcode');
  expect({ ...again, stdout: masked(again.stdout) }).toEqual({
    status: 0,
    stdout: 'No changes. 2 of 2 tables are covered (plan 7f3a2c, applied just now).\n',
    stderr: '',
  });
});

it('fits 60 columns', async () => {
  const { stdout } = await runCartridge(['plan', '--from', 'shop.json'], {
    cwd: folder,
    env: { NO_COLOR: '1' },
    terminal: { columns: 60 },
  });
  expect(stdout.split('\n').filter((line) => displayWidth(line) > 60)).toEqual([]);
});

it('colours on a terminal only, and not against NO_COLOR, --no-color or a dumb terminal', async () => {
  const terminal = { columns: 100 };
  const coloured = (stdout: string) => stdout.includes('\u001b[');
  const plan = ['plan', '--from', 'shop.json'];
  expect(coloured((await run(...plan)).stdout)).toBe(false);
  expect(coloured((await runCartridge(plan, { cwd: folder, terminal })).stdout)).toBe(true);
  expect(coloured((await runCartridge(plan, { cwd: folder, terminal, env: { NO_COLOR: '1' } })).stdout)).toBe(false);
  expect(coloured((await runCartridge(plan, { cwd: folder, terminal, env: { TERM: 'dumb' } })).stdout)).toBe(false);
  expect(coloured((await runCartridge([...plan, '--no-color'], { cwd: folder, terminal })).stdout)).toBe(false);
});

it('exits 3 with --detailed-exitcode when there are changes', async () => {
  expect((await run('plan', '--from', 'shop.json', '--detailed-exitcode')).status).toBe(3);
});

it('prints JSON lines with the plan, its id and the number of changes at the end', async () => {
  const { status, stdout, stderr } = await run('plan', '--from', 'shop.json', '--json', '--out', 'plan.json');
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  const lines = jsonLines(stdout).map((line) => eventSchema.parse(line));
  expect(lines[0]).toMatchObject({ type: 'version', command: 'plan' });
  const plan = parsePlan(readFileSync(join(folder, 'plan.json'), 'utf8'), 'plan.json');
  expect(lines.at(-1)).toEqual({
    type: 'result',
    status: 'planned',
    exit_code: 0,
    plan: 'plan.json',
    plan_id: plan.plan_id,
    changes: plan.files.length,
    provider: { name: 'offline' },
  });
});

it('writes a plan without changes to --out only', async () => {
  await run('plan', '--from', 'shop.json');
  await run('apply', '--yes', '--verify', 'off');
  const { stdout } = await run('plan', '--from', 'shop.json', '--out', 'none.json', '--json');
  expect(jsonLines(stdout).at(-1)).toMatchObject({ status: 'no_changes', plan: 'none.json', changes: 0 });
  expect(await run('apply', 'none.json', '--yes')).toEqual({ status: 0, stdout: 'No changes.\n', stderr: '' });
  expect(await run('diff', 'none.json')).toEqual({ status: 0, stdout: '', stderr: 'No changes.\n' });
});

it('names no folder of this machine in an error', async () => {
  const missing = await run('plan', '--from', './data/shop.duckdb');
  expect(missing.status).toBe(1);
  expect(missing.stderr).toContain('CATALOG_NOT_FOUND');
  expect(missing.stderr).not.toContain(folder);
  const unwritable = await run('plan', '--from', 'shop.json', '--out', 'no/such/folder/plan.json');
  expect(unwritable).toMatchObject({
    status: 1,
    stderr:
      'error: no/such/folder/plan.json cannot be written: its folder does not exist         FILE_UNWRITABLE\n' +
      '  Nothing of the project was changed. Put this right and run the command again.\n',
  });
});

it('answers Ctrl-C at once', async () => {
  const controller = new AbortController();
  controller.abort();
  const ran = await runCartridge(['plan', '--from', 'shop.json'], { cwd: folder, signal: controller.signal });
  expect(ran).toMatchObject({ status: 8, stderr: 'Cancelled; nothing was written.\n' });
});

it('shows a diff plain when piped, and coloured in the pager on a terminal', async () => {
  await run('plan', '--from', 'shop.json');
  const plain = await run('diff');
  expect(plain.stdout).toMatch(/^\S+ {3}new: .*\ndiff --git a\/\S+ b\/\S+\nnew file mode 100644\n--- \/dev\/null\n/);
  expect(plain.stdout).not.toContain('\u001b');
  const paged: string[] = [];
  const page = async (text: string, pager: string) => void paged.push(pager, text);
  const terminal = { columns: 100 };
  expect((await runCartridge(['diff'], { cwd: folder, terminal, page })).stdout).toBe('');
  expect(paged[0]).toBe('less');
  expect(paged[1]).toContain('\u001b[32m+');
  const cat = await runCartridge(['diff'], { cwd: folder, terminal, page, env: { PAGER: 'cat' } });
  expect(cat.stdout).toContain('\u001b[32m+');
});

it('checks a plan, and lists every problem of one that was changed by hand', async () => {
  await run('plan', '--from', 'shop.json', '--out', 'plan.json');
  expect((await run('show', 'plan.json', '--check')).stdout).toMatch(/^Plan [0-9a-f]{6} has no problems\.\n$/);
  const plan = parsePlan(readFileSync(join(folder, 'plan.json'), 'utf8'), 'plan.json');
  const [first, ...files] = plan.files;
  writeFileSync(join(folder, 'plan.json'), JSON.stringify({ ...plan, files: [{ ...first, content: 'x' }, ...files] }));
  const checked = await run('show', 'plan.json', '--check', '--json');
  expect(checked.status).toBe(1);
  expect(JSON.parse(checked.stdout)).toMatchObject({ exit_code: 1, problems: [{ code: 'PLAN_TAMPERED' }] });
  expect(await run('apply', 'plan.json', '--yes')).toMatchObject({ status: 1 });
  expect(existsSync(join(folder, 'models'))).toBe(false);
});
