import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { parsePlan } from '../../src/plan/parse-plan.ts';
import { replySchema } from '../../src/prompts/reply/reply-schema.ts';
import { temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { jsonLines, runCartridge } from '../helpers/run-cartridge.ts';
import { catalogOf } from '../helpers/short-catalog.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

/** A folder with a catalog whose names a person would write out. */
function shop(files: Record<string, string> = {}): string {
  const cwd = temporaryFolder();
  const catalog = catalogOf({
    accts: { columns: 'id integer, acct_nm text, bal decimal(18,2)', primary_key: ['id'] },
    txns: { columns: 'id integer, acct_id integer, amt decimal(18,2), posted_at timestamp', primary_key: ['id'] },
  });
  writeTree(cwd, { 'shop.json': JSON.stringify(catalog), ...files });
  return cwd;
}

const NOTHING = Object.fromEntries(Object.keys(replySchema.shape).map((name) => [name, []]));

/** The reply of a model that writes `acct_nm` out. */
function renames(prompt: string): string {
  const line = prompt.split('\n').find((each) => / acct_nm\b/.test(each)) ?? '';
  const table = Number(/^\d+/.exec(line)?.[0] ?? 0);
  return JSON.stringify({ ...NOTHING, renames: [{ table, column: 2, name: 'account_name' }] });
}

async function openai(cwd: string, ...argv: string[]) {
  const fake = await startFake('openai', { respond: ({ prompt }) => renames(prompt) });
  const asking = ['plan', '--from', 'shop.json', '--provider', 'openai', '--base-url', fake.url, ...argv];
  const ran = await runCartridge(asking, { cwd, env: { OPENAI_API_KEY: FAKES.openai.key } });
  return { ...ran, fake };
}

it('says before what is asked and afterwards what came of it, what it took and what it cost', async () => {
  const cwd = shop();
  const { status, stdout, stderr, fake } = await openai(cwd, '--out', 'plan.json');
  expect(status).toBe(0);
  expect(stderr).toMatch(
    /^Asking gpt-[\w.-]+ \(openai\): 1 call, about [\d,]+ tokens in, under \$0\.01 for these\.\n$/,
  );
  expect(stdout).toMatch(
    /refined +by openai gpt-[\w.-]+: 1 name of a column\n +1 call, [\d,]+ tokens in, [\d,]+ out, /,
  );
  const plan = parsePlan(readFileSync(join(cwd, 'plan.json'), 'utf8'), 'plan.json');
  expect(plan.provider).toMatchObject({ name: 'openai', usage: { calls: fake.calls.length } });
  const staging = plan.files.find(({ path }) => path.endsWith('accts.sql'));
  expect(staging?.content).toContain('acct_nm as account_name');
});

it('keeps what was applied: planned again, offline or not, there is nothing to change and nothing is asked', async () => {
  const cwd = shop();
  await openai(cwd);
  expect((await runCartridge(['apply', '--yes', '--verify', 'static'], { cwd })).status).toBe(0);
  expect((await runCartridge(['plan', '--from', 'shop.json'], { cwd })).stdout).toContain('No changes.');
  const again = await openai(cwd);
  expect(again.stdout).toContain('No changes.');
  expect(again.fake.calls).toEqual([]);
});

it('asks nobody because a key is there, and says what it could do', async () => {
  const cwd = shop();
  const { status, stdout } = await runCartridge(['plan', '--from', 'shop.json'], {
    cwd,
    env: { GEMINI_API_KEY: 'some-key-that-is-not-one' },
  });
  expect(status).toBe(0);
  expect(stdout).toContain('GEMINI_API_KEY is set and was not used: --provider gemini');
  expect(stdout).not.toContain('some-key');
});

it('prints every word that would go out, and sends nothing', async () => {
  const cwd = shop({ 'about.md': 'We lend money to small shops.' });
  const argv = ['plan', '--from', 'shop.json', '--show-prompt', '--business-context', 'about.md'];
  const { status, stdout } = await runCartridge(argv, { cwd });
  expect(status).toBe(0);
  expect(stdout).toContain('===== call 1 of 1, about ');
  expect(stdout).toContain('We lend money to small shops.');
  expect(stdout).toMatch(/===== 1 call, about [\d,]+ tokens\. Nothing was sent\.\n$/);
  const json = await runCartridge([...argv, '--json'], { cwd });
  expect(jsonLines(json.stdout).at(-1)).toMatchObject({ type: 'result', status: 'prompts' });
  const fake = await openai(shop(), '--show-prompt');
  expect(fake.fake.calls).toEqual([]);
});

it.each([
  [['--budget', 'lots'], '--budget is no number above 0: "lots"'],
  [['--model-timeout', '0'], '--model-timeout is no number above 0: "0"'],
  [['--business-context', 'about.md'], 'about.md cannot be read: there is no such file'],
  [['--base-url', 'ftp://x'], 'the address in --base-url begins with ftp: and not with http:// or https://'],
])('refuses %j', async (argv, message) => {
  const all = ['plan', '--from', 'shop.json', '--provider', 'openai', ...argv];
  const { status, stderr } = await runCartridge(all, { cwd: shop(), env: { OPENAI_API_KEY: FAKES.openai.key } });
  expect(status).toBeGreaterThan(0);
  expect(stderr.replace(/\s+/g, ' ')).toContain(message);
});

it('makes the plan of the rules where the budget is too small to ask anything, and says so', async () => {
  const { status, stdout, fake } = await openai(shop(), '--budget', '10');
  expect(status).toBe(0);
  expect(fake.calls).toEqual([]);
  expect(stdout).toContain('nothing of the draft changed');
  expect(stdout).toContain('budget');
});

it('takes the words of --business-context as they are where they name no file', async () => {
  const argv = [
    'plan',
    '--from',
    'shop.json',
    '--show-prompt',
    '--business-context',
    'we sell bread; a shop is a store',
  ];
  expect((await runCartridge(argv, { cwd: shop() })).stdout).toContain('we sell bread; a shop is a store');
});

it('takes --business-context of no words for none: a variable in a script may be empty', async () => {
  const argv = ['plan', '--from', 'shop.json', '--show-prompt', '--provider', 'openai'];
  const cwd = shop();
  const without = await runCartridge(argv, { cwd });
  expect(await runCartridge([...argv, '--business-context', ' '], { cwd })).toEqual(without);
});

it('tells whoever did not ask for a model themselves how to go without', async () => {
  const cwd = shop({ 'cartridge.yml': 'provider: openai\n' });
  const { status, stderr } = await runCartridge(['plan', '--from', 'shop.json'], { cwd });
  expect(status).toBe(1);
  expect(stderr).toContain('cartridge.yml names the provider; --provider offline plans without.');
  expect((await runCartridge(['plan', '--from', 'shop.json', '--provider', 'offline'], { cwd })).status).toBe(0);
});
