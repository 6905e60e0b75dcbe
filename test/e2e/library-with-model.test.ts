import { join } from 'node:path';
import { expect, it } from 'vitest';
import { checkPlan, chooseProvider, generateExecutionPlan, openProvider, parsePlan } from '../../src/index.ts';
import { VENDORS } from '../../src/providers/provider.ts';
import { VENDOR_FACTS } from '../../src/providers/vendors.ts';
import { temporaryFolder, writeTree } from '../helpers/project-tree.ts';
import { smallShop } from '../helpers/small-shop.ts';
import { FAKES } from '../helpers/vendors/bare-sdks.ts';
import { startFake } from '../helpers/vendors/with-vendor.ts';

it.each(VENDORS)('gives a program the same valid plan with %s as with the others', async (vendor) => {
  const fake = await startFake(vendor);
  const projectDir = temporaryFolder();
  writeTree(projectDir, { 'shop.json': JSON.stringify(smallShop()) });
  const env = { [VENDOR_FACTS[vendor].keyVariable]: FAKES[vendor].key };
  const chosen = chooseProvider({ wanted: vendor, baseUrl: fake.url, env });
  if ('problems' in chosen) throw new Error(chosen.problems[0].message);
  const { plan, usage } = await generateExecutionPlan({
    from: join(projectDir, 'shop.json'),
    projectDir,
    refine: { provider: openProvider(chosen, { now: Date.now }), timeoutMs: 30_000 },
  });
  expect(parsePlan(JSON.stringify(plan), 'plan.json')).toEqual(plan);
  expect(checkPlan(plan)).toEqual([]);
  const offline = await generateExecutionPlan({ from: join(projectDir, 'shop.json'), projectDir });
  expect(plan.files).toEqual(offline.plan.files);
  expect(plan.provider).toMatchObject({ name: vendor, usage: { calls: 1 } });
  expect(usage?.calls).toBe(1);
});
