import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Measured } from './side-by-side.ts';
import { compareProcesses } from './side-by-side.ts';
import { wideCatalog } from './wide-catalog.ts';

const CLI = join(import.meta.dirname, '../../dist/cli/main.js');
const YARDSTICK = join(import.meta.dirname, 'parse-and-write.mjs');

/** `cartridge plan` from a catalog file into an empty folder, at several sizes. */
export function* measurePlanTime(sizes: readonly number[]): Generator<Measured> {
  for (const size of sizes) {
    const folder = mkdtempSync(join(tmpdir(), 'cartridge-bench-'));
    try {
      const catalog = join(folder, 'wide.json');
      const project = join(folder, 'project');
      const plan = join(folder, 'plan.json');
      writeFileSync(catalog, JSON.stringify(wideCatalog(size)));
      yield compareProcesses({
        name: `plan ${size.toLocaleString('en')} tables`,
        ours: {
          args: [CLI, 'plan', '--from', catalog, '--project-dir', project, '--out', plan],
          prepare: () => {
            rmSync(project, { recursive: true, force: true });
            mkdirSync(project);
          },
        },
        yardstick: "parse the same JSON, write the plan's bytes",
        theirs: { args: [YARDSTICK, catalog, plan, join(folder, 'copy.json')] },
        runs: size > 1000 ? 3 : 7,
        atMost: size > 1000 ? 11 : 4,
      });
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
}
