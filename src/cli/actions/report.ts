import { readConfig } from '../../config.ts';
import { EXIT, type ExitStatus } from '../../errors.ts';
import { readReport } from '../../report/read-report.ts';
import type { Call } from '../command.ts';
import { modelReport } from '../model-report.ts';
import { openProject } from '../open-project.ts';
import { optionFlag } from '../option-values.ts';
import { reportLines } from '../words/report-lines.ts';

/** `cartridge report`: what came of a run, and what to do next. */
export async function report(call: Call): Promise<ExitStatus> {
  const { screen, options, io } = call;
  const projectDir = await openProject(call);
  const read = await readReport(projectDir, call.argument);
  const made = await modelReport(call, read, await readConfig(projectDir));
  if (optionFlag(options, 'json')) screen.printDocument(made);
  else screen.print(reportLines(made, io.now(), screen.look));
  return EXIT.ok;
}
