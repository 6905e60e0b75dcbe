import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-again-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

// A belief that the project does not state (a doubtful edge) must not decide anything, or the second plan differs.
it.each(['bench_tpch', 'chinook', 'employees', 'pagila', 'sakila_mysql'])(
  'finds nothing to do in a project that was just planned from %s',
  async (name) => {
    const from = join(import.meta.dirname, `../fixtures/catalogs/${name}.json`);
    const projectDir = join(scratch, name);
    const first = await generateExecutionPlan({ from, projectDir });
    await applyPlan({ plan: first.plan, projectDir, level: 'static' });
    const second = await generateExecutionPlan({ from, projectDir });
    expect(second.plan.files.map((file) => file.path)).toEqual([]);
    expect(second.plan.actions).toEqual([]);
  },
);
