import { EXIT, type ExitStatus } from '../../errors.ts';
import { count } from '../words/count.ts';
import { colourDiff } from '../words/unified-diff.ts';
import { announce, type DemoRun, IN_PROJECT, runQuietly } from './demo-run.ts';

/** The mart whose diff tells most: it joins what was summed to its grain. */
const TELLING_FILE = 'models/marts/fct_orders.sql';

/** The diff of the plan, of which one file is shown and the rest counted. */
export async function showDiff(run: DemoRun): Promise<ExitStatus> {
  const { call } = run;
  const command = ['diff', ...IN_PROJECT];
  announce(run, 'Read it before it is written; here one file of it', ['cartridge', ...command].join(' '));
  let diff = '';
  const status = await runQuietly(run, command, { write: (text) => (diff += text) });
  if (status !== EXIT.ok) return status;
  // Each file stands under one line that says why, which begins with its path.
  const files = diff.split(/^(?=\S+ {3}(?:new|changed|deleted)\b)/m).filter((text) => text !== '');
  const told = files.find((text) => text.startsWith(`${TELLING_FILE} `)) ?? files[0] ?? '';
  const rest = lineCount(diff) - lineCount(told);
  call.screen.print(colourDiff(told.trimEnd(), call.screen.look.colour));
  call.screen.print([
    call.screen.look.colour.dim(`... and ${count(rest, 'line')} of ${count(files.length - 1, 'other file')}`),
  ]);
  return EXIT.ok;
}

function lineCount(text: string): number {
  return text.split('\n').length - 1;
}
