import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measured } from './side-by-side.ts';
import { compareProcesses } from './side-by-side.ts';
import { wideCatalog } from './wide-catalog.ts';

const CLI = join(import.meta.dirname, '../../dist/cli/main.js');
const YARDSTICK = join(import.meta.dirname, 'parse-and-write.mjs');

/** How many tables, how many runs, and what DESIGN.md section 6 allows; it has no number for the smaller ones. */
const SIZES = [
  { tables: 10, runs: 7, at_most: null },
  { tables: 100, runs: 7, at_most: null },
  { tables: 1_000, runs: 7, at_most: 4 },
  { tables: 10_000, runs: 3, at_most: 11 },
] as const;

/** `cartridge plan` from a catalog file into an empty folder, at several sizes; then how the time grows with the size. */
export function* measurePlanTime(): Generator<Measured> {
  const measured = new Map<number, Measured>();
  for (const size of SIZES) {
    const one = measureSize(size);
    measured.set(size.tables, one);
    yield one;
  }
  const [small, big] = [measured.get(1_000), measured.get(10_000)];
  if (!small || !big) return;
  yield { ...big, name: 'ten times the tables', yardstick: 'our plan of 1,000 tables', theirs: small.ours };
}

function measureSize({ tables, runs, at_most }: (typeof SIZES)[number]): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-bench-'));
  try {
    const catalog = join(folder, 'wide.json');
    const project = join(folder, 'project');
    const plan = join(folder, 'plan.json');
    writeFileSync(catalog, JSON.stringify(wideCatalog(tables)));
    return compareProcesses({
      name: `plan ${tables.toLocaleString('en')} tables`,
      ours: {
        args: [CLI, 'plan', '--from', catalog, '--project-dir', project, '--out', plan],
        prepare: () => {
          rmSync(project, { recursive: true, force: true });
          mkdirSync(project);
        },
      },
      yardstick: "parse the same JSON, write the plan's bytes",
      theirs: { args: [YARDSTICK, catalog, plan, join(folder, 'copy.json')] },
      runs,
      at_most,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
