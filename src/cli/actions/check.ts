import { resolve } from 'node:path';
import { checkProject } from '../../check-project.ts';
import { CartridgeError, EXIT, type ExitStatus } from '../../errors.ts';
import type { CheckReport } from '../../planner/coverage/report.ts';
import { unwritable } from '../../store/unwritable.ts';
import { writeFileAtomically } from '../../store/write-file-atomically.ts';
import type { Call } from '../command.ts';
import { inputOf, selectionOf } from '../input-options.ts';
import { openProject, projectReference, shellWord } from '../open-project.ts';
import { optionFlag, optionText, requireFrom } from '../option-values.ts';
import { withProgress } from '../with-progress.ts';
import { checkLines } from '../words/check-lines.ts';
import { junitXml } from '../words/junit.ts';

/** `cartridge check`: compares the raw tables with the project; exit 4 on drift or too little coverage. */
export async function check(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const from = inputOf(call);
  const minCoverage = minCoverageOf(call);
  const projectDir = await openProject(call);
  const report = await withProgress(call, (onEvent) =>
    checkProject({ from, projectDir, selection: selectionOf(call), minCoverage, onEvent, signal: io.signal }),
  );
  await writeJunit(call, report);
  if (optionFlag(options, 'json')) screen.printDocument(report);
  else {
    const reference = ` --from ${shellWord(requireFrom(options, 'check'))}${projectReference(call)}`;
    screen.print(checkLines({ ...report, reference }, screen.look));
  }
  return report.passed ? EXIT.ok : EXIT.drift;
}

async function writeJunit({ io, options }: Call, report: CheckReport): Promise<void> {
  const path = optionText(options, 'junit');
  if (path === undefined) return;
  try {
    await writeFileAtomically(resolve(io.cwd, path), junitXml(report));
  } catch (cause) {
    throw unwritable(path, cause);
  }
}

function minCoverageOf({ options }: Call): number | undefined {
  const text = optionText(options, 'minCoverage');
  if (text === undefined) return undefined;
  const percent = /^\d+(?:\.\d+)?%?$/.test(text) ? Number.parseFloat(text) : Number.NaN;
  if (percent <= 100) return percent;
  throw new CartridgeError({
    code: 'USAGE',
    message: `--min-coverage is no share in percent: ${JSON.stringify(text)}`,
    hint: 'A number from 0 to 100: --min-coverage 90',
  });
}
