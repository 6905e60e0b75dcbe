// Plans, looks at the plan, applies it and rolls it back, on the public API. Outside this repository the import is
// from 'cartridge'.
import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  type Action,
  applyPlan,
  CartridgeError,
  type ExecutionPlan,
  generateExecutionPlan,
  rollbackRun,
} from 'cartridge';

const examples = join(import.meta.dirname, '..');
const projectDir = mkdtempSync(join(tmpdir(), 'cartridge-library-'));
const database = join(projectDir, 'shop.duckdb');
const sql = join(examples, 'onboard-a-duckdb-file/shop.sql');
execFileSync(process.execPath, [join(examples, 'make-duckdb.mjs'), sql, database]);

try {
  const { plan, beliefs } = await generateExecutionPlan({ from: database, projectDir });
  for (const table of beliefs.tables) {
    console.log(`${table.name}: ${table.role}, key ${table.primary_key?.columns.join(' + ') ?? 'unknown'}`);
  }
  describe(plan);
  refuseUntestedMarts(plan);

  const applied = await applyPlan({ plan, projectDir, level: 'bind', by: 'an example' });
  console.log(`applied as run ${applied.run_id}: verified by ${applied.level}`);

  const again = await generateExecutionPlan({ from: database, projectDir });
  console.log(`planned again: ${again.plan.files.length} changes`);

  const undone = await rollbackRun({ projectDir });
  console.log(`rolled back: ${undone.files} files are as before`);
} catch (error) {
  if (!(error instanceof CartridgeError)) throw error;
  for (const { code, message, hint } of error.problems) console.error(`${code}: ${message}\n${hint ?? ''}`);
  process.exitCode = 1;
} finally {
  rmSync(projectDir, { recursive: true, force: true });
}

/** The plan is data: actions in batches, and the files that they make. */
function describe(plan: ExecutionPlan): void {
  const byId = new Map(plan.actions.map((action) => [action.step_id, action]));
  for (const batch of plan.batches) {
    const names = batch.task_ids.map((id) => byId.get(id)?.name);
    console.log(`batch ${batch.batch_id}: ${names.join(', ')}`);
  }
}

/** A rule of one's own: no mart without a test. */
function refuseUntestedMarts(plan: ExecutionPlan): void {
  const untested = plan.actions.filter((action: Action) => action.type === 'create_mart' && action.impact.tests === 0);
  if (untested.length > 0) throw new Error(`no test: ${untested.map(({ name }) => name).join(', ')}`);
}
