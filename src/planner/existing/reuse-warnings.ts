import type { ExistingModel } from '../../context/context.ts';
import type { Warning } from '../../plan/plan.ts';
import { nameSome } from '../name-some.ts';
import type { TableToStage } from '../table-to-stage.ts';

/** What people have that the draft stands on, or that stands in its way, in sentences. Pure. */
export function reuseWarnings(tables: readonly TableToStage[], marts: readonly ExistingModel[]): Warning[] {
  const ours = tables.filter(({ isAround }) => !isAround);
  const staging = ours.flatMap((table) => table.staging ?? []);
  const inUse = [...staging.map(({ model }) => model), ...marts].filter((model) => model.enabled && !model.generated);
  const unknown = staging.filter(({ model, columns }) => model.enabled && columns.length === 0);
  const offTables = ours.flatMap(({ declared }) =>
    declared && !declared.table.enabled ? [`${declared.source.name}.${declared.table.name}`] : [],
  );
  const offModels = [...staging.map(({ model }) => model), ...marts].filter(({ enabled }) => !enabled).map(nameOf);
  return [
    ...told(
      'reused',
      inUse.map(nameOf),
      (names, { is, are }) => `${names} ${is} there already and ${is} used as ${are}`,
    ),
    ...told(
      'columns_unknown',
      unknown.map(({ model }) => model.name),
      (names, { is }) =>
        `${names} ${is} not read: no column is known, so no mart joins it; name its columns in its properties`,
    ),
    ...told(
      'disabled',
      [...offTables, ...offModels],
      (names, { is }) => `${names} ${is} there and turned off, so nothing is made in its place`,
    ),
  ];
}

/** One warning for all that it is about; none where there is nothing. */
function told(
  code: string,
  names: readonly string[],
  text: (names: string, verb: { is: string; are: string }) => string,
): Warning[] {
  const unique = [...new Set(names)];
  if (unique.length === 0) return [];
  const verb = unique.length === 1 ? { is: 'is', are: 'it is' } : { is: 'are', are: 'they are' };
  return [{ code, text: text(nameSome(unique), verb) }];
}

function nameOf({ name }: ExistingModel): string {
  return name;
}
