// npm run check: everything but the tests, in the order from cheap to dear. Stops at the first that fails.
import { spawnSync } from 'node:child_process';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const bin = (name) => join(root, 'node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);

const steps = [
  ['lint', bin('oxlint'), ['--type-aware', 'src', 'test', 'scripts', 'examples', 'vitest.config.ts']],
  ['format', bin('oxfmt'), ['--check', 'src', 'test', 'scripts', 'examples', 'vitest.config.ts']],
  ['types', bin('tsc'), ['-p', 'tsconfig.json']],
  ['dead code', bin('knip'), []],
  ['build', process.execPath, [join('scripts', 'setup.mjs')]],
  ['schemas are fresh', bin('tsx'), [join('scripts', 'write-schemas.ts'), '--check']],
  ['reference is fresh', bin('tsx'), [join('scripts', 'write-reference.ts'), '--check']],
  ['pages are fresh, links lead somewhere', bin('tsx'), [join('scripts', 'write-readme.ts'), '--check']],
  ['package', bin('publint'), ['--strict']],
  ['package types', bin('attw'), ['--pack', '.', '--profile', 'esm-only']],
];

for (const [name, command, args] of steps) {
  const started = performance.now();
  const run = spawnSync(command, args, { cwd: root, encoding: 'utf8' });
  const seconds = ((performance.now() - started) / 1000).toFixed(1);
  if (run.status !== 0) {
    console.error(`${name}: failed\n${run.stdout}${run.stderr}${run.error ?? ''}`);
    process.exit(1);
  }
  console.log(`${name.padEnd(38)}ok ${seconds.padStart(6)} s`);
}
