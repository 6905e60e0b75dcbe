import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hideDeclarations } from '../eval/inference/hide-declarations.ts';
import type { Measured, Taken } from './side-by-side.ts';
import { compareProcesses } from './side-by-side.ts';
import { wideCatalog } from './wide-catalog.ts';

const SIZES = [
  { tables: 1_000, runs: 7 },
  { tables: 10_000, runs: 3 },
] as const;

/** Inference from names and types alone, 20 columns a table, at two sizes; then how its own time grows with the size. */
export function* measureInferTime(): Generator<Measured> {
  const [small, big] = SIZES.map(measureSize);
  if (!small || !big) return;
  yield small;
  yield big;
  yield {
    name: 'ten times the tables',
    ours: difference(big),
    yardstick: 'our 1,000 tables; start and parsing taken off both',
    theirs: difference(small),
    at_most: 11,
  };
}

function measureSize({ tables, runs }: (typeof SIZES)[number]): Measured {
  const folder = mkdtempSync(join(tmpdir(), 'cartridge-bench-'));
  try {
    const catalog = join(folder, 'wide.json');
    writeFileSync(catalog, JSON.stringify(hideDeclarations(wideCatalog(tables))));
    return compareProcesses({
      name: `infer ${tables.toLocaleString('en')} tables`,
      ours: { args: [join(import.meta.dirname, 'infer.mjs'), catalog] },
      yardstick: 'load the same modules, parse the same JSON',
      theirs: { args: [join(import.meta.dirname, 'parse.mjs'), catalog] },
      runs,
      at_most: null,
    });
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function difference({ ours, theirs }: Measured): Taken {
  return {
    ms: ours.ms - theirs.ms,
    cpu_ms: ours.cpu_ms - theirs.cpu_ms,
    peak_mb: ours.peak_mb - theirs.peak_mb,
  };
}
