import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { ExistingModel } from '../../context/context.ts';
import { PROJECT_FILE } from '../../context/dbt-project.ts';
import type { Warning } from '../../plan/plan.ts';
import type { RetiredSpec } from '../../plan/specs.ts';
import type { RefMove } from '../../sql/move-refs.ts';
import { textPosition } from '../../sql/text-position.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { Draft, DraftAction } from '../draft.ts';
import type { DescribedTable } from '../draft-staging.ts';
import { moveRefsIn } from '../edits/move-refs-in.ts';
import { nameSome } from '../name-some.ts';
import type { ActsContext } from './acts-context.ts';
import type { KnowNodes } from './known-model.ts';
import { lostColumns } from './lost-columns.ts';

/** What was drafted, or in words why it was not. */
export interface DraftedActs {
  readonly actions: readonly DraftAction[];
  readonly warnings: readonly Warning[];
}

/**
 * Turns a model off, moves every reference to the staging model of the table that takes its place, and tells whose columns that model
 * lacks. The model's file stays, and so do its properties, whose tests dbt then passes over. Pure.
 */
export function retireModel(draft: Draft, context: ActsContext, nodes: KnowNodes): DraftedActs {
  const { convert } = context.acts.request;
  if (!convert) return { actions: [], warnings: [] };
  const old = context.acts.context.existing_models.find(
    ({ name, package: of }) => name === convert.model && of === null,
  );
  const by = context.described.find(({ toStage }) => tableKey(toStage.table) === tableKey(convert.by));
  const why = whyNot(old, by, { draft, texts: context.acts.texts });
  if (why !== null || !old || !by)
    return told(`${convert.model} cannot be replaced by the staging model of ${tableLabel(convert.by)}: ${why}`);
  const move = { from: old.name, to: by.toStage.model, project: context.acts.context.project_name ?? '' };
  const tests = testsOf(old, context);
  const { moved: all, left } = moveAll(context, move);
  const moved = all.filter((path) => !tests.includes(path));
  const lost = lostColumns(move, { ...context, nodes, readers: moved });
  const spec: RetiredSpec = {
    kind: 'retired',
    name: old.name,
    path: old.path,
    replaced_by: move.to,
    project: move.project,
    moved,
    disabled: [old.path, ...tests],
    missing: lost.flatMap(({ columns }) => columns).filter((column, index, all) => all.indexOf(column) === index),
  };
  return {
    actions: [
      {
        ...retireAction(spec, tableLabel(convert.by)),
        severity: lost.length + left.length > 0 ? 'breaking' : 'moderate',
      },
    ],
    warnings: [
      ...lost.map(({ reader, columns }): Warning => ({
        code: 'column_lost',
        severity: 'breaking',
        text: `${reader} reads ${nameSome(columns.map(withNearest(nodes, move.to)))} of ${old.name}, which ${move.to} does not have: name the column there, or change ${reader}`,
      })),
      ...left.map((place): Warning => ({
        code: 'reference_left',
        severity: 'breaking',
        text: `${place} names ${old.name} where it cannot be moved safely, and stays as it is: move it by hand`,
      })),
    ],
  };
}

/** A column, and the one of a model that may be meant. */
function withNearest(nodes: KnowNodes, model: string): (column: string) => string {
  const names = nodes.model(model)?.columns.map(({ name }) => name) ?? [];
  return (column) => {
    const nearest = nearestName(column, names);
    return nearest === undefined ? column : `${column} (${nearest} is nearest)`;
  };
}

function told(text: string): DraftedActs {
  return { actions: [], warnings: [{ code: 'not_retired', text }] };
}

function whyNot(
  old: ExistingModel | undefined,
  by: DescribedTable | undefined,
  { draft, texts }: { readonly draft: Draft; readonly texts: ReadonlyMap<string, string> },
): string | null {
  if (!old) return 'the project has no such model of its own';
  if (!by) return 'the table is not among those that were read';
  if (old.version !== null) return 'it has versions, which readers may name';
  if (!old.path.endsWith('.sql')) return 'it is no SQL, so set enabled: false in its properties by hand';
  const { model, staging } = by.toStage;
  if (model === old.name) return 'it reads that table itself';
  if (staging && !staging.model.enabled) return `${model} is turned off`;
  const isMade = draft.actions.some(({ name, type }) => name === model && type === 'create_staging');
  if (!staging && !isMade) return 'no staging model of it is made: ask for the layer staging';
  return texts.has(old.path) ? null : `${old.path} cannot be read`;
}

/** Tests that are files of SQL and look at this model alone. */
function testsOf({ name }: ExistingModel, { acts }: ActsContext): string[] {
  const isAbout = (refs: readonly string[]): boolean => refs.length > 0 && refs.every((ref) => ref === name);
  return acts.context.existing_tests.filter(({ refs }) => isAbout(refs)).map(({ path }) => path);
}

/** Files whose references move, and the places of those that may be one and stay. */
function moveAll(context: ActsContext, move: RefMove): { moved: string[]; left: string[] } {
  const moved: string[] = [];
  const left: string[] = [];
  for (const [path, text] of [...context.acts.texts].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const result = moveRefsIn(path, text, move);
    // A dbt_project.yml that is there is never changed: what its hooks name is told.
    if (path === PROJECT_FILE && result.text !== text) left.push(`${PROJECT_FILE}:${lineOf(text, move.from)}`);
    else if (result.text !== text) moved.push(path);
    left.push(...result.left.map((offset) => `${path}:${textPosition(result.text, offset).line}`));
  }
  return { moved, left };
}

function lineOf(text: string, name: string): number {
  return textPosition(text, text.indexOf(name)).line;
}

function retireAction(spec: RetiredSpec, table: string): DraftAction {
  const { name, replaced_by, moved } = spec;
  return {
    type: 'retire_model',
    name,
    description: `Turns ${name} off and puts ${replaced_by} in its place${moved.length === 0 ? '; nothing refers to it' : `, in ${nameSome(moved)}`}.`,
    dependencies: [`model:${replaced_by}`],
    reason: {
      code: 'asked_for',
      text: `${table} takes the place of what ${name} reads`,
      evidence: [],
    },
    spec,
  };
}
