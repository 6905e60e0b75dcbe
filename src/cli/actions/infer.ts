import { EXIT, type ExitStatus } from '../../errors.ts';
import { readBeliefs } from '../../onboard.ts';
import type { Call } from '../command.ts';
import { inputOf, selectionOf } from '../input-options.ts';
import { optionFlag, optionText } from '../option-values.ts';
import { readAnswers } from '../read-answers.ts';
import { openProject } from '../open-project.ts';
import { withProgress } from '../with-progress.ts';
import { inferTable } from '../words/infer-table.ts';
import { inferWhy } from '../words/infer-why.ts';
import { mermaidDiagram } from '../words/mermaid.ts';

/** `cartridge infer`: what the raw tables mean, as a table, a document, a drawing, or an argument about one column. */
export async function infer(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const request = {
    from: inputOf(call),
    projectDir: await openProject(call),
    selection: selectionOf(call),
    answers: await readAnswers(call),
    signal: io.signal,
  };
  const beliefs = await withProgress(call, (onEvent) => readBeliefs({ ...request, onEvent }));
  const why = optionText(options, 'why');
  if (why !== undefined) screen.print(inferWhy(beliefs, why, screen.look));
  else if (optionFlag(options, 'mermaid')) screen.print(mermaidDiagram(beliefs));
  else if (optionFlag(options, 'json')) screen.printDocument(beliefs);
  else screen.print(inferTable(beliefs, screen.look));
  return EXIT.ok;
}
