import { EXIT, type ExitStatus } from '../../errors.ts';
import { readHistory } from '../../executor/read-history.ts';
import { rollbackRun } from '../../executor/rollback-run.ts';
import type { RunReport } from '../../executor/run-report.ts';
import { confirm } from '../ask.ts';
import type { Call } from '../command.ts';
import { printJsonEnd } from '../json-output.ts';
import { openProject } from '../open-project.ts';
import { optionFlag } from '../option-values.ts';
import { printEvents } from '../print-events.ts';
import { userName } from '../user-name.ts';
import { warningLines } from '../words/event-lines.ts';
import { rolledBackLine } from '../words/run-end-lines.ts';
import { runSentence } from '../words/status-lines.ts';

/** `cartridge rollback`: undoes a run; nothing to undo is no error and asks nothing. */
export async function rollback(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const projectDir = await openProject(call);
  const isJson = optionFlag(options, 'json');
  const run = runToUndo(readHistory(projectDir).runs, call.argument);
  if (run) {
    if (!isJson) screen.print([`${runSentence(run, io.now())}. Rolling back puts each file back as it was before.`]);
    if (!(await confirm(call, 'Roll back?'))) return declined(call);
  }
  const printer = printEvents(call);
  const result = await rollbackRun({
    projectDir,
    ...(call.argument === undefined ? {} : { runId: call.argument }),
    by: userName(),
    now: () => io.now().toISOString(),
    onEvent: printer.onEvent,
  }).finally(printer.end);
  if (isJson) printJsonEnd(call, { exit_code: EXIT.ok, ...result });
  else screen.print([rolledBackLine(result)]);
  for (const warning of isJson ? [] : result.warnings) screen.note(warningLines(warning.message, screen.noteLook));
  return EXIT.ok;
}

/** The run that would be undone, for the question: the one named, else the newest that kept anything when it ended. */
function runToUndo(runs: readonly RunReport[], wanted: string | undefined): RunReport | undefined {
  const kept = runs.filter(({ status }) => !['started', 'failed'].includes(status));
  const chosen = wanted === undefined ? kept[0] : kept.find(({ run_id }) => run_id === wanted);
  return chosen?.status === 'rolled_back' ? undefined : chosen;
}

function declined(call: Call): ExitStatus {
  const exit_code = EXIT.declined;
  if (optionFlag(call.options, 'json')) printJsonEnd(call, { status: 'declined', exit_code });
  else call.screen.note(['Nothing was changed.']);
  return exit_code;
}
