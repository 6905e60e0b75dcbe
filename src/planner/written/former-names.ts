import { tableKey } from '../../catalog/catalog.ts';
import type { MartSpec, ModelSpec } from '../../plan/specs.ts';
import { isModelSpec } from '../../plan/specs.ts';
import type { StagedTable } from '../draft.ts';
import type { FormerNames, ReadableParts } from './readable-models.ts';

export const NO_FORMER_NAMES: FormerNames = { models: new Map(), columnOf: () => undefined };

type Names = Pick<ReadableParts, 'actions' | 'staged'>;

/**
 * What models and columns are called in a draft of the rules alone, where that with deltas calls them otherwise: staging models
 * by their raw tables and columns, marts by what they are made of. A writer was told the former names, and deltas of the same
 * reply may change them. Pure.
 */
export function formerNames(now: Names, rules: Names): FormerNames {
  const models = new Map<string, string>();
  const columns = new Map<string, string>();
  const note = (was: string, name: string, renamed: Iterable<readonly [string, string]>): void => {
    if (was !== name) models.set(was, name);
    for (const [before, as] of renamed) if (before !== as) columns.set(keyOf(name, as), before);
  };
  const formerly = new Map(rules.staged.map((each) => [tableKey(each.table), each]));
  const staging = new Map<string, string>();
  for (const each of now.staged) {
    const before = formerly.get(tableKey(each.table));
    if (!before) continue;
    staging.set(each.spec.name, before.spec.name);
    note(before.spec.name, each.spec.name, renamedColumns(before, each));
  }
  const marts = new Map(martsOf(rules).map((mart) => [mart.base.model, mart]));
  for (const mart of martsOf(now)) {
    const before = marts.get(staging.get(mart.base.model) ?? '');
    if (before?.mart === mart.mart) note(before.name, mart.name, samePlaces(before, mart));
  }
  return { models, columnOf: (model, column) => columns.get(keyOf(model, column)) };
}

function renamedColumns(before: StagedTable, now: StagedTable): [string, string][] {
  return [...now.renamed].flatMap(([raw, as]): [string, string][] => {
    const was = before.renamed.get(raw);
    return was === undefined ? [] : [[was, as]];
  });
}

/** Columns by their places, where as many come out as before. */
function samePlaces(before: MartSpec, now: MartSpec): [string, string][] {
  if (before.select.length !== now.select.length) return [];
  return before.select.map(({ as }, index) => [as, now.select[index]?.as ?? as]);
}

function martsOf({ actions }: Names): MartSpec[] {
  const specs: ModelSpec[] = actions.flatMap(({ spec }) => (isModelSpec(spec) ? [spec] : []));
  return specs.filter((spec) => spec.kind === 'mart');
}

function keyOf(model: string, column: string): string {
  return JSON.stringify([model, column]);
}
