import { EXIT, type ExitStatus } from '../../errors.ts';
import { readStatus } from '../../executor/read-status.ts';
import { resumeRun } from '../../executor/resume-run.ts';
import { confirm } from '../ask.ts';
import type { Call } from '../command.ts';
import { printJsonEnd } from '../json-output.ts';
import { openProject } from '../open-project.ts';
import { optionFlag } from '../option-values.ts';
import { printEvents } from '../print-events.ts';
import { userName } from '../user-name.ts';
import { warningLines } from '../words/event-lines.ts';
import { resumedLine } from '../words/run-end-lines.ts';
import { sentence } from '../words/sentence.ts';
import { runSentence } from '../words/status-lines.ts';

/** `cartridge resume`: finishes a run that died; nothing to finish is no error and asks nothing. */
export async function resume(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const projectDir = await openProject(call);
  const isJson = optionFlag(options, 'json');
  const { state, run, problem } = readStatus(projectDir);
  if (state === 'unfinished' && run) {
    if (!isJson) screen.print([sentence(problem?.message ?? runSentence(run, io.now()))]);
    if (!(await confirm(call, 'Resume?'))) return declined(call);
  }
  const printer = printEvents(call);
  const result = await resumeRun({
    projectDir,
    ...(call.argument === undefined ? {} : { runId: call.argument }),
    by: userName(),
    now: () => io.now().toISOString(),
    onEvent: printer.onEvent,
  }).finally(printer.end);
  if (isJson) printJsonEnd(call, { exit_code: EXIT.ok, ...result });
  else screen.print([resumedLine(result)]);
  for (const warning of isJson ? [] : result.warnings) screen.note(warningLines(warning.message, screen.noteLook));
  return EXIT.ok;
}

function declined(call: Call): ExitStatus {
  const exit_code = EXIT.declined;
  if (optionFlag(call.options, 'json')) printJsonEnd(call, { status: 'declined', exit_code });
  else call.screen.note(['Nothing was written. The run stays unfinished.']);
  return exit_code;
}
