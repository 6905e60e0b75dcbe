import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
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

/** Files of which only the rows tell the keys and references. */
const FILES: Readonly<Record<string, readonly string[]>> = {
  regions: lines('id,code,label', 60, (n) => `${n},R${n + 10},Region ${n}`),
  towns: lines('town_no,region,size', 200, (n) => `${n % 50},R${(n % 60) + 11},${n}`),
  figures: lines('region,year,population', 300, (n) => `R${Math.ceil(n / 5) + 10},${1900 + (n % 5)},${n % 90}`),
  people: lines('person_id,name', 200, (n) => `${n},Name ${n}`),
  employees: lines('person_id,title', 40, (n) => `${n * 3},Title ${n}`),
  sellers: lines('person_id,quota', 25, (n) => `${n * 3},${n * 100}`),
};

function lines(header: string, count: number, line: (n: number) => string): string[] {
  return [header, ...Array.from({ length: count }, (_, at) => line(at + 1))];
}

it('finds nothing to do where only the rows told what the tables mean, even when those rows have changed', async () => {
  const [from, projectDir] = [join(scratch, 'files'), join(scratch, 'from-files')];
  mkdirSync(from);
  for (const [name, rows] of Object.entries(FILES)) writeFileSync(join(from, `${name}.csv`), rows.join('\n'));
  const first = await generateExecutionPlan({ from, projectDir });
  expect(first.beliefs.relationships.map(({ table, ref_table: parent }) => [table, parent])).toEqual([
    ['employees', 'people'],
    ['figures', 'regions'],
    ['sellers', 'employees'],
    ['towns', 'regions'],
  ]);
  await applyPlan({ plan: first.plan, projectDir, level: 'static' });
  for (const name of ['regions', 'people'])
    writeFileSync(join(from, `${name}.csv`), FILES[name]!.slice(0, 12).join('\n'));
  const second = await generateExecutionPlan({ from, projectDir });
  expect(second.plan.files.map((file) => file.path)).toEqual([]);
});
