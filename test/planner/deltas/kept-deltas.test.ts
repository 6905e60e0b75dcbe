import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyPlan, rollbackRun } from '../../../src/index.ts';
import type { Delta } from '../../../src/plan/deltas.ts';
import { deltaIdentity } from '../../../src/plan/deltas.ts';
import { checkPlan } from '../../../src/plan/rules.ts';
import { CRYPTIC_DELTAS, writeCrypticShop } from '../../helpers/cryptic-shop.ts';
import { planWithDeltas } from '../../helpers/plan-with-deltas.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-deltas-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it('keeps the deltas that changed something with the project, and plans the same without a model', async () => {
  const from = writeCrypticShop(join(scratch, 'shop'));
  const projectDir = join(scratch, 'shop-project');
  const first = await planWithDeltas(projectDir, from, CRYPTIC_DELTAS);
  expect(first.draft.refused.map(({ delta, why }) => [delta.kind, why])).toEqual([]);
  expect(checkPlan(first.plan)).toEqual([]);
  expect(first.draft.deltas?.map(({ kind }) => kind).sort()).toEqual(CRYPTIC_DELTAS.map(({ kind }) => kind).sort());
  await applyPlan({ plan: first.plan, projectDir, level: 'static' });
  const second = await planWithDeltas(projectDir, from);
  expect(second.plan.files.map((file) => [file.path, file.content])).toEqual([]);
  expect(second.draft.refused).toEqual([]);
});
