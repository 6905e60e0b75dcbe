import { join } from 'node:path';
import { EXIT, type ExitStatus } from '../../errors.ts';
import { openDuckdb } from '../../outside/duckdb.ts';
import type { Dbt } from '../../outside/dbt.ts';
import { whyNotAdapter } from '../../verify/dbt/why-not-dbt.ts';
import { findCallDbt } from '../find-call-dbt.ts';
import { openProgressLine } from '../progress-line.ts';
import { buildLines } from '../words/build-lines.ts';
import { grouped } from '../words/count.ts';
import { indented } from '../words/layout.ts';
import { rowsTable } from '../words/rows-table.ts';
import { announce, type DemoRun, PROJECT } from './demo-run.ts';

/** Nobody watches a demo for longer. */
const DBT_TIMEOUT_MS = 600_000;

/** Some of one mart: renamed, in whole units of money, with what was summed to its grain. */
const MART_ROWS = `
  select order_id, status, order_group, shipping, order_item_count, total_payment_amount
  from analytics.fct_orders order by order_id limit 5`;

/** `dbt build` in the project that was made, and a few rows of a mart; without dbt, in words, what is proved all the same. */
export async function buildProject(run: DemoRun): Promise<ExitStatus> {
  const projectDir = join(run.folder, PROJECT);
  const dbt = await findCallDbt({ ...run.call, io: run.io, options: {} }, projectDir);
  announce(run, 'Build it, into a database of its own: the raw tables are only read', `cd ${PROJECT} && dbt build`);
  const reason = whyNotAdapter(dbt, 'duckdb');
  if (dbt === null || reason !== null) {
    tellWithoutDbt(run, reason ?? '');
    return EXIT.ok;
  }
  const status = await build(run, dbt);
  if (status === EXIT.ok) await showRows(run);
  return status;
}

function tellWithoutDbt({ call }: DemoRun, reason: string): void {
  const { look, print } = call.screen;
  print([
    ...indented(`Not run: ${reason}.`, 0, look.width),
    ...indented(
      'The models are proved by binding alone: apply compiled each of them, in order, against the raw tables. To build them, type the line above after: pip install dbt-core dbt-duckdb',
      0,
      look.width,
    ),
  ]);
}

async function build({ call, io, folder }: DemoRun, dbt: Dbt): Promise<ExitStatus> {
  const { screen } = call;
  const progress = openProgressLine(io);
  progress.show('dbt build');
  const projectDir = join(folder, PROJECT);
  const started = performance.now();
  const result = await dbt
    .build({
      cwd: projectDir,
      projectDir,
      profilesDir: projectDir,
      outputDir: projectDir,
      timeoutMs: DBT_TIMEOUT_MS,
      signal: io.signal,
      onProgress: ({ done, total, name }) =>
        progress.show(`dbt build   ${grouped(done)} of ${grouped(total)}   ${name}`),
    })
    .finally(progress.clear);
  if (result.aborted) {
    screen.note(['Cancelled. dbt was stopped; the project stays as it was applied.']);
    return EXIT.declined;
  }
  screen.print(buildLines(result, { ms: performance.now() - started, look: screen.look }));
  return result.ok ? EXIT.ok : EXIT.error;
}

async function showRows({ call, folder }: DemoRun): Promise<void> {
  const database = await openDuckdb(join(folder, PROJECT, 'shop.duckdb'), { readOnly: true });
  try {
    const rows = await database.query(MART_ROWS);
    call.screen.print(['', 'The first rows of fct_orders, in part:', '', ...rowsTable(rows, call.screen.look)]);
  } finally {
    await database.close();
  }
}
