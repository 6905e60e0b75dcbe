// Runs every test with coverage; the last line counts them. Arguments go to vitest (files, -t name ...).
//   CARTRIDGE_NO_SKIPS=1   fail when a test was skipped (CI)
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const scratch = mkdtempSync(join(tmpdir(), 'cartridge-test-'));
const report = join(scratch, 'report.json');
const wanted = process.argv.slice(2);
const args = ['run', '--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
// A part of the tests says nothing about coverage.
if (wanted.length === 0) args.push('--coverage');

const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
const run = spawnSync(process.execPath, [vitest, ...args, ...wanted], {
  cwd: root,
  stdio: ['ignore', 'inherit', 'inherit'],
});

let status = run.status ?? 1;
let counts = { passed: 0, failed: 0, skipped: 0 };
try {
  const result = JSON.parse(readFileSync(report, 'utf8'));
  counts = {
    passed: result.numPassedTests,
    failed: result.numFailedTests,
    skipped: result.numPendingTests + result.numTodoTests,
  };
} catch (error) {
  console.error(`no test report: ${error.message}`);
  status = status || 1;
}
rmSync(scratch, { recursive: true, force: true });
if (process.env.CARTRIDGE_NO_SKIPS && counts.skipped > 0) {
  console.error('tests were skipped, and CARTRIDGE_NO_SKIPS is set');
  status = status || 1;
}
console.log(`tests: ${counts.passed} passed, ${counts.failed} failed, ${counts.skipped} skipped`);
process.exit(status);
