import { EXIT, type ExitStatus } from '../../errors.ts';
import { readCatalog } from '../../onboard.ts';
import { readProject } from '../../reading/read-project.ts';
import type { Call } from '../command.ts';
import { findCallDbt } from '../find-call-dbt.ts';
import { inputOf, selectionOf } from '../input-options.ts';
import { openProject } from '../open-project.ts';
import { optionFlag, optionText } from '../option-values.ts';
import { catalogLines } from '../words/catalog-lines.ts';
import { contextLines } from '../words/context-lines.ts';

/** `cartridge scan`: with `--from` the raw tables, else what the dbt project already has. */
export async function scan(call: Call): Promise<ExitStatus> {
  const { io, screen, options } = call;
  const isJson = optionFlag(options, 'json');
  if (optionText(options, 'from') === undefined) {
    const projectDir = await openProject(call);
    const { context } = await readProject(
      projectDir,
      async () => (await findCallDbt(call, projectDir))?.version ?? null,
    );
    if (isJson) screen.printDocument(context);
    else screen.print(contextLines(context, screen.look));
    return EXIT.ok;
  }
  const catalog = await readCatalog({ from: inputOf(call), selection: selectionOf(call), signal: io.signal });
  if (isJson) screen.printDocument(catalog);
  else screen.print(catalogLines(catalog, screen.look));
  return EXIT.ok;
}
