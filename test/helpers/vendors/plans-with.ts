import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { parsePlan } from '../../../src/plan/parse-plan.ts';
import type { ExecutionPlan } from '../../../src/plan/plan.ts';
import { checkPlan } from '../../../src/plan/rules.ts';
import type { Vendor } from '../../../src/providers/provider.ts';
import { VENDOR_FACTS } from '../../../src/providers/vendors.ts';
import { writeCrypticShop } from '../cryptic-shop.ts';
import { readTree, removeFolders, temporaryFolder } from '../project-tree.ts';
import type { Ran } from '../run-cartridge.ts';
import { runCartridge } from '../run-cartridge.ts';
import { seededRandom } from '../seeded-random.ts';
import { FAKES } from './bare-sdks.ts';
import { chaos } from './chaos.ts';
import type { Fault } from './faults.ts';
import { always, BAD_GATEWAY, EMPTY_BODY, first, PORTAL } from './faults.ts';
import { fillSchema } from './fill-schema.ts';
import { sensible } from './sensible-model.ts';
import { vandalReply } from './vandal.ts';
import type { VendorOptions, VendorServer } from './vendor-server.ts';
import { startFake } from './with-vendor.ts';

const folders: string[] = [];
afterAll(() => removeFolders(folders));

/** A folder for a project, with the files of a cryptic shop in it. */
export function newProject(): string {
  const projectDir = temporaryFolder();
  folders.push(projectDir);
  mkdirSync(join(projectDir, 'raw'));
  writeCrypticShop(join(projectDir, 'raw'));
  return projectDir;
}

export const PLAN = ['plan', '--from', 'raw', '--source-name', 'shop', '--out', 'plan.json'];

interface Planned {
  readonly ran: Ran;
  readonly plan: ExecutionPlan;
  readonly server: VendorServer;
  readonly projectDir: string;
}

/** Plans a new project with a model, as a user does, and checks what must hold whatever the model did. */
async function planWith(vendor: Vendor, options: VendorOptions, seconds = 20): Promise<Planned> {
  const projectDir = newProject();
  const server = await startFake(vendor, options);
  const { keyVariable, addressVariable } = VENDOR_FACTS[vendor];
  const env = { [keyVariable]: FAKES[vendor].key, [addressVariable]: server.url };
  const argv = [...PLAN, '--project-dir', projectDir, '--provider', vendor, '--model-timeout', String(seconds)];
  const ran = await runCartridge(argv, { cwd: projectDir, env });
  expect(ran.status, ran.stderr).toBe(0);
  const everything = JSON.stringify([ran, readTree(projectDir)]);
  expect(everything).not.toContain(FAKES[vendor].key);
  const plan = parsePlan(readFileSync(join(projectDir, 'plan.json'), 'utf8'), 'plan.json');
  expect(checkPlan(plan)).toEqual([]);
  expect(plan.provider).toMatchObject({ name: vendor, usage: { calls: server.calls.length } });
  return { ran, plan, server, projectDir };
}

let drafted: Promise<ExecutionPlan> | null = null;

/** The plan that the rules make, alone. */
function draft(): Promise<ExecutionPlan> {
  drafted ??= (async () => {
    const projectDir = newProject();
    await runCartridge([...PLAN, '--project-dir', projectDir], { cwd: projectDir });
    return parsePlan(readFileSync(join(projectDir, 'plan.json'), 'utf8'), 'plan.json');
  })();
  return drafted;
}

const texts = ({ files }: ExecutionPlan): Record<string, string | null | undefined> =>
  Object.fromEntries(files.map(({ path, content }) => [path, content]));
/** Staging is there for every raw table, whatever became of marts. */
const staged = (plan: ExecutionPlan): string[] => Object.keys(texts(plan)).filter((path) => path.includes('staging'));
const codes = ({ warnings }: ExecutionPlan): string[] => warnings.map(({ code }) => code);

/** What holds of a plan that is made with a vendor, whatever it does: the same for each, in a file for each. */
export function describePlansWith(vendor: Vendor): void {
  describe(`a plan with ${vendor}`, () => {
    it('is better where the model knows what a name means', async () => {
      const { plan, ran, server } = await planWith(vendor, { respond: sensible });
      const sql = texts(plan)['models/staging/shop/stg_shop__acct_msts.sql'];
      expect(sql).toContain('acct_nm as account_name');
      expect(Object.keys(texts(plan))).toEqual(expect.arrayContaining(Object.keys(texts(await draft()))));
      expect(server.calls.length).toBeGreaterThan(0);
      expect(ran.stdout + ran.stderr).toMatch(/tokens/);
    });

    it.each<[string, VendorOptions]>([
      ['is down', { faults: always({ kind: 'cut', after: 'request' }) }],
      ['is behind a gateway that is down', { faults: always(BAD_GATEWAY) }],
      ['never answers', { faults: always({ kind: 'hang' }) }],
      ['drips', { faults: always({ kind: 'drip', bytes: 1, everyMs: 50 }) }],
      ['is a page of a hotel', { faults: always(PORTAL) }],
      ['says nothing', { faults: always(EMPTY_BODY) }],
      ['is over its limit for the day', { faults: always({ kind: 'error', error: 'no_quota' }) }],
      ['is overloaded', { faults: always({ kind: 'error', error: 'overloaded' }) }],
      ['does not know the key', { key: 'another' } as VendorOptions],
      ['refuses', { respond: () => ({ stop: 'refused' }) }],
      ['is filtered', { respond: () => ({ stop: 'prohibited' }) }],
      ['has nothing to say', { respond: () => ({ stop: 'nothing' }) }],
      ['talks', { respond: () => 'I would be happy to help you with your data warehouse! First, tell me about it.' }],
      ['is cut off at once', { respond: () => ({ text: '{"tables": [1', stop: 'truncated' }) }],
      ['thinks until its limit', { respond: () => ({ stop: 'truncated_empty' }) }],
    ])('is the draft where it %s', async (_, options) => {
      const { plan } = await planWith(vendor, options, 1);
      expect(texts(plan)).toEqual(texts(await draft()));
      expect(codes(plan).some((code) => code.startsWith('model_'))).toBe(true);
    });

    it.each([1, 2])('is valid where the model says anything that has the right shape (%i)', async (seed) => {
      const random = seededRandom(seed);
      const { plan } = await planWith(vendor, {
        respond: ({ schema }) => JSON.stringify(fillSchema(schema ?? {}, random)),
      });
      expect(Object.keys(texts(plan))).toEqual(expect.arrayContaining(staged(await draft())));
    });

    it.each([1])('is valid where the model is a vandal (%i)', async (seed) => {
      const random = seededRandom(seed);
      const { plan, ran } = await planWith(vendor, { respond: () => JSON.stringify(vandalReply(random, 8)) });
      // What a person is told of it may quote it; what is written may not.
      expect(JSON.stringify(plan.files)).not.toMatch(/etc\/passwd|run_query|env_var|drop table|evil/i);
      expect(ran.stdout + ran.stderr).not.toContain('\u001B[31m');
    });

    it.each([1, 2])('is valid on a bad day (%i)', async (seed) => {
      const { plan } = await planWith(vendor, chaos(seed, 8), 2);
      expect(Object.keys(texts(plan))).toEqual(expect.arrayContaining(staged(await draft())));
    });

    it.each<[string, (text: string) => string]>([
      ['fences', (text) => `Sure! Here it is:\n\n\`\`\`json\n${text}\n\`\`\`\nLet me know.`],
      ['a byte order mark', (text) => `\uFEFF${text}`],
      ['a string around it', (text) => JSON.stringify(text)],
      ['capitals', (text) => text.replace(/"(renames|table|column|name)"/g, (key) => key.toUpperCase())],
      ['commas too many', (text) => text.replaceAll('}]', '},]')],
    ])('is as good with %s', async (_, corrupt) => {
      const { plan } = await planWith(vendor, { respond: (asked) => corrupt(sensible(asked)) });
      expect(texts(plan)['models/staging/shop/stg_shop__acct_msts.sql']).toContain('acct_nm as account_name');
    });

    it('is as good after a fault that passes', async () => {
      const faults: Fault[] = [{ kind: 'error', error: 'limited_requests', detail: { waitMs: 300 } }, BAD_GATEWAY];
      const { plan, server } = await planWith(vendor, { respond: sensible, faults: first(...faults) });
      expect(texts(plan)['models/staging/shop/stg_shop__acct_msts.sql']).toContain('acct_nm as account_name');
      expect(server.calls.length).toBeGreaterThan(2);
    });

    it('asks nothing again that was answered: the replies are kept', async () => {
      const { projectDir, server } = await planWith(vendor, { respond: sensible });
      const { keyVariable, addressVariable } = VENDOR_FACTS[vendor];
      const env = { [keyVariable]: FAKES[vendor].key, [addressVariable]: server.url };
      const before = server.calls.length;
      const argv = [...PLAN, '--project-dir', projectDir, '--provider', vendor];
      expect((await runCartridge(argv, { cwd: projectDir, env })).status).toBe(0);
      expect(server.calls.length).toBe(before);
    });
  });
}
