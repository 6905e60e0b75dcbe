import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import type { Catalog } from '../../src/catalog/catalog.ts';
import { applyPlan, generateExecutionPlan } from '../../src/index.ts';
import { readTree, writeTree } from '../helpers/project-tree.ts';

const scratch = mkdtempSync(join(tmpdir(), 'cartridge-some-'));
afterAll(() => rmSync(scratch, { recursive: true, force: true }));

/** Writes every second table of a fixture, or all, to a catalog file. */
function catalogOf(name: string, which: 'odd' | 'even' | 'all'): string {
  const path = join(import.meta.dirname, `../fixtures/catalogs/${name}.json`);
  const catalog = JSON.parse(readFileSync(path, 'utf8')) as Catalog;
  const tables = catalog.tables.filter((_, at) => which === 'all' || (at % 2 === 1) === (which === 'odd'));
  const part = join(scratch, `${name}-${which}.json`);
  writeFileSync(part, JSON.stringify({ ...catalog, tables }));
  return part;
}

/** Plans for a catalog and applies; the paths that changed. */
async function onboard(from: string, projectDir: string): Promise<string[]> {
  const { plan } = await generateExecutionPlan({ from, projectDir });
  if (plan.files.length > 0) await applyPlan({ plan, projectDir, level: 'static' });
  return plan.files.map(({ path }) => path);
}

function sqlOf(projectDir: string): Record<string, string> {
  return Object.fromEntries(Object.entries(readTree(projectDir)).filter(([path]) => path.endsWith('.sql')));
}

it.each(['chinook', 'pagila', 'bench_tpch'])(
  'a plan for some tables of a project changes nothing of the others: %s',
  async (name) => {
    const projectDir = join(scratch, `${name}-at-once`);
    await onboard(catalogOf(name, 'all'), projectDir);
    for (const part of ['odd', 'even'] as const) {
      expect(await onboard(catalogOf(name, part), projectDir)).toEqual([]);
    }
  },
);

it('so does one where sources list no columns', async () => {
  const projectDir = join(scratch, 'without-columns');
  writeTree(projectDir, { 'cartridge.yml': 'style:\n  yaml.source_columns: false\n' });
  await onboard(catalogOf('chinook', 'all'), projectDir);
  for (const part of ['odd', 'even'] as const)
    expect(await onboard(catalogOf('chinook', part), projectDir)).toEqual([]);
});

it.each(['chinook', 'pagila', 'employees'])(
  'tables can come one after the other, to the same models: %s',
  async (name) => {
    const [inTurn, atOnce] = [join(scratch, `${name}-in-turn`), join(scratch, `${name}-once`)];
    for (const part of ['odd', 'even', 'all'] as const) await onboard(catalogOf(name, part), inTurn);
    for (const part of ['odd', 'even', 'all'] as const) {
      expect(await onboard(catalogOf(name, part), inTurn)).toEqual([]);
    }
    await onboard(catalogOf(name, 'all'), atOnce);
    // A classification that came alone has a dimension, which stays when a fact that holds it comes.
    expect(sqlOf(inTurn)).toMatchObject(sqlOf(atOnce));
  },
);
