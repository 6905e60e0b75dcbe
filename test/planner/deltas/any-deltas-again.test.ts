import * as fc from 'fast-check';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyPlan } from '../../../src/index.ts';
import { anyDeltas } from '../../helpers/any-deltas.ts';
import { planWithDeltas } from '../../helpers/plan-with-deltas.ts';
import { readFixture } from '../../helpers/rendered-draft.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-deltas-again-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

it.each(['chinook', 'employees', 'sakila_mysql'])(
  'finds nothing to do in a project of %s that was refined, without a model, whatever it had said',
  async (name) => {
    const catalog = readFixture(name, { hideKeys: true });
    const from = join(scratch, `${name}.json`);
    writeFileSync(from, JSON.stringify(catalog));
    let run = 0;
    await fc.assert(
      fc.asyncProperty(anyDeltas(catalog), async (deltas) => {
        const projectDir = join(scratch, `${name}-${(run += 1)}`);
        const { plan } = await planWithDeltas(projectDir, from, deltas);
        await applyPlan({ plan, projectDir, level: 'static' });
        const again = await planWithDeltas(projectDir, from);
        expect(again.plan.files.map(({ path, content }) => [path, content])).toEqual([]);
        expect(again.draft.refused).toEqual([]);
      }),
      { numRuns: 6 },
    );
  },
);
