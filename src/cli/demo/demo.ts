import { join, resolve } from 'node:path';
import { EXIT, type ExitStatus } from '../../errors.ts';
import { readBeliefs } from '../../onboard.ts';
import { openDuckdb } from '../../outside/duckdb.ts';
import type { Call } from '../command.ts';
import { shellWord } from '../open-project.ts';
import { optionText } from '../option-values.ts';
import { indented } from '../words/layout.ts';
import { relationshipDrawing } from '../words/relationship-drawing.ts';
import { buildProject } from './build-project.ts';
import { demoFolder } from './demo-folder.ts';
import { DATABASE, type DemoRun, IN_PROJECT, PROJECT, runStep } from './demo-run.ts';
import { SHOP_STATEMENTS } from './shop-tables.ts';
import { showDiff } from './show-diff.ts';

/**
 * `cartridge demo`: an untidy shop becomes a dbt project that builds. Every step is a command that really runs, with its
 * own screens; the first that fails ends the demo with its exit status. The folder is kept.
 */
export async function demo(call: Call): Promise<ExitStatus> {
  const folder = await demoFolder(call);
  const run: DemoRun = { call, folder, io: { ...call.io, cwd: folder, env: environmentOf(call) } };
  await makeShop(run);
  introduce(run);
  for (const step of STEPS) {
    const status = await step(run);
    if (status === EXIT.ok) continue;
    call.screen.note(['', `The demo ended here. Its folder is kept: ${folder}`]);
    return status;
  }
  tellWhatNext(run);
  return EXIT.ok;
}

const STEPS: readonly ((run: DemoRun) => Promise<ExitStatus>)[] = [
  infer,
  (run) => runStep(run, 'Plan a dbt project for them', ['plan', '--from', DATABASE, ...IN_PROJECT]),
  showDiff,
  (run) => runStep(run, 'Write it: verified on a copy first, then all or nothing', ['apply', '--yes', ...IN_PROJECT]),
  buildProject,
  (run) => runStep(run, 'Plan again: what is there stays', [...PLAN_AGAIN, ...IN_PROJECT]),
];

/** Any change would end the demo, with exit status 3: it shows that there is none. */
const PLAN_AGAIN = ['plan', '--from', DATABASE, '--detailed-exitcode'];

/** `--dbt` holds for every command of the demo; a path is meant from where the demo was started. */
function environmentOf({ io, options }: Call): Call['io']['env'] {
  const dbt = optionText(options, 'dbt') ?? io.env['CARTRIDGE_DBT'];
  return dbt ? { ...io.env, CARTRIDGE_DBT: resolve(io.cwd, dbt) } : io.env;
}

async function makeShop({ folder }: DemoRun): Promise<void> {
  const database = await openDuckdb(join(folder, DATABASE));
  try {
    for (const statement of SHOP_STATEMENTS) await database.run(statement);
  } finally {
    await database.close();
  }
}

function introduce({ call, folder }: DemoRun): void {
  const text = `${DATABASE} holds a small shop as an application leaves it in a warehouse: few declared keys, money in cents, soft deletes, a column "group", a column "Full Name", comments that would break Jinja. All of this happens in a folder of its own, which is kept:`;
  call.screen.print([...indented(text, 0, call.screen.look.width), `  ${folder}`]);
}

async function infer(run: DemoRun): Promise<ExitStatus> {
  const status = await runStep(run, 'What do the tables mean?', ['infer', '--from', DATABASE]);
  if (status !== EXIT.ok) return status;
  const { folder, call } = run;
  const beliefs = await readBeliefs({ from: join(folder, DATABASE), projectDir: join(folder, PROJECT) });
  call.screen.print(['', 'Drawn, from each table to what it points to:', '']);
  call.screen.print(relationshipDrawing(beliefs, call.screen.look));
  return EXIT.ok;
}

function tellWhatNext({ call, folder }: DemoRun): void {
  const { colour } = call.screen.look;
  const project = IN_PROJECT.join(' ');
  const tries = [
    [`cd ${shellWord(folder)}`, ''],
    [`cartridge show ${project}`, 'every action of the plan, and why'],
    [`cartridge diff ${project}`, 'every line that was written'],
    [`cartridge infer --from ${DATABASE} --why orders.store_id`, 'the evidence for one belief'],
    [`cartridge rollback ${project}`, 'undo: every file as it was before'],
  ] as const;
  const width = Math.max(...tries.map(([command]) => (command.startsWith('cd ') ? 0 : command.length)));
  call.screen.print([
    '',
    colour.bold('Try next'),
    ...tries.map(([command, does]) => `  ${colour.cyan(command.padEnd(width))}   ${colour.dim(does)}`.trimEnd()),
  ]);
}
