import { EXIT, type ExitStatus } from '../../errors.ts';
import { readHistory } from '../../executor/read-history.ts';
import type { Call } from '../command.ts';
import { openProject } from '../open-project.ts';
import { optionFlag } from '../option-values.ts';
import { historyLines } from '../words/history-lines.ts';

/** `cartridge history`: every run of the project, newest first. */
export async function history(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const found = readHistory(await openProject(call));
  if (optionFlag(options, 'json')) screen.printDocument(found);
  else screen.print(historyLines(found, io.now(), screen.look));
  return EXIT.ok;
}
