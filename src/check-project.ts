import type { Selection } from './catalog/reader.ts';
import { isSelected } from './catalog/select-tables.ts';
import { CartridgeError } from './errors.ts';
import { checkCoverage } from './planner/coverage/check-coverage.ts';
import type { CheckReport } from './planner/coverage/report.ts';
import { coverageInput } from './reading/coverage-input.ts';
import { readProject } from './reading/read-project.ts';
import type { ReadRequest } from './reading/read-tables.ts';
import { readTables } from './reading/read-tables.ts';
import { stage } from './reading/stage.ts';

/** What to check against which project. */
export interface CheckRequest extends ReadRequest {
  readonly projectDir: string;
  /** Share in percent that must be covered; any will do unless told. */
  readonly minCoverage?: number | undefined;
}

/**
 * Compares the raw tables with the project, for a gate in CI: which of them no source, model or test covers, and where the
 * project no longer fits them. Changes nothing of the project; needs no dbt.
 * @throws CartridgeError with every problem of the input, the configuration or the project.
 */
export async function checkProject(request: CheckRequest): Promise<CheckReport> {
  const { projectDir, onEvent } = request;
  const project = await stage('scan', onEvent, () => readProject(projectDir));
  if (project.context.is_new) throw noProject();
  const tables = await stage('read', onEvent, () => readTables(request, project));
  for (const { code, message } of tables.warnings) onEvent?.({ type: 'warning', code, message });
  const selection: Selection = { schemas: [], select: [], exclude: [], ...request.selection };
  return checkCoverage({
    ...(await coverageInput({ projectDir, ...project }, tables)),
    scope: { isWhole: tables.input.kind === 'duckdb', isMeant: (table) => isSelected(table, selection) },
    minCoverage: request.minCoverage ?? null,
  });
}

function noProject(): CartridgeError {
  return new CartridgeError({
    code: 'PROJECT_INVALID',
    message: 'there is no dbt project here: no dbt_project.yml',
    hint: 'Name its folder: --project-dir DIR. cartridge plan makes a new one.',
  });
}
