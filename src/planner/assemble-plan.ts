import type { Catalog } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { Problem } from '../errors.ts';
import { orderBatches } from '../plan/batches.ts';
import { predictConflicts } from '../plan/conflicts.ts';
import type { Action, PlannedFile, PlanTable, UnsealedPlan, Warning } from '../plan/plan.ts';
import { PLAN_FORMAT_VERSION } from '../plan/plan.ts';
import { REFINEMENT_PATH } from '../plan/plan-paths.ts';
import { sha256 } from '../plan/seal.ts';
import type { ExistingModel } from '../context/context.ts';
import type { CurrentFile } from '../context/current-files.ts';
import type { Style } from '../context/style.ts';
import { describeActions } from './assemble-actions.ts';
import type { DescribedAction } from './assemble-actions.ts';
import type { RememberedFile } from './compare-files.ts';
import { compareFiles } from './compare-files.ts';
import type { ChangedFile } from './file-decision.ts';
import { isFromModel } from './deltas/follow-deltas.ts';
import { refinementFile } from './deltas/refinement-file.ts';
import type { Draft, RenderedFile } from './draft.ts';
import { withoutInsertedBefore } from './inserted-before.ts';
import { shownText, wellFormed } from './requests/shown-text.ts';
import type { Request } from './requests/request.ts';

export interface AssembleInput {
  readonly draft: Draft;
  readonly rendered: readonly RenderedFile[];
  /** The project's files at the rendered paths, and at REFINEMENT_PATH; absent: the path is free. */
  readonly current: ReadonlyMap<string, CurrentFile>;
  /** What cartridge last wrote, by path. */
  readonly bases: ReadonlyMap<string, string>;
  readonly project: {
    readonly name: string | null;
    readonly adapter: string;
    readonly dbt_version: string | null;
    readonly style: Style;
  };
  /** What the project has, to know who refers to what changes. */
  readonly models?: readonly ExistingModel[];
  readonly catalog: Catalog;
  /** What the plan is made from, relative to the project folder. */
  readonly inputs: readonly string[];
  /** What the reader had to leave out or guess. */
  readonly warnings: readonly Problem[];
  /** What was asked for, with its goals as they are settled. */
  readonly request: Pick<Request, 'text' | 'goals'> | null;
  /** Answers that the draft rests on: question id to choice. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
  /** Files that people wrote and gave to cartridge, relative to the project, with `/`. */
  readonly adopt?: readonly string[] | undefined;
}

/** A plan that only lacks its seal, or the merge conflicts that forbid one. */
export type Assembled = { readonly plan: UnsealedPlan } | { readonly conflicts: readonly [Problem, ...Problem[]] };

/**
 * Turns a rendered draft into a plan that holds only what changes: compares each file with what stands in the project,
 * keeps the actions behind the changed ones, numbers them, and puts them into batches. Pure.
 */
export function assemblePlan(input: AssembleInput): Assembled {
  const { current, bases, project } = input;
  const isSpaced = project.style.yaml.blank_lines > 0;
  const texts = { current, bases, dialect: project.adapter, adopt: input.adopt ?? [], isSpaced };
  const { changed, remembered, deleted, problems } = compareFiles(
    withoutInsertedBefore(input.rendered, input.draft.actions, bases),
    texts,
  );
  const [first, ...others] = problems;
  if (first) return { conflicts: [first, ...others] };
  const described = describeActions(input.draft, changed, input.models ?? []);
  const actions = described.map(({ action }) => action);
  const stepIds = new Map(described.map(({ key, action }) => [key, action.step_id]));
  const files = changed.map((change) => planFile(change, stepIds));
  // A base alone is no change, nor what is kept for the next plan: they go along with one.
  if (files.length > 0) files.push(...remembered.map(rememberFile), ...keptDeltas(input, described));
  const ordered = orderBatches(actions);
  if ('cycle' in ordered) return { conflicts: [ordered.cycle] };
  return {
    plan: {
      format_version: PLAN_FORMAT_VERSION,
      parent: null,
      ...nameIt(input, actions),
      strategy: input.draft.strategy,
      request: input.request && wellFormed(input.request.text),
      goals: (input.request?.goals ?? []).map((goal) => ({ ...goal })),
      project: { ...input.project, name: projectName(input), style: { ...input.project.style } },
      catalog: {
        dialect: input.catalog.dialect,
        inputs: [...input.inputs],
        tables: actions.length === 0 ? [] : input.catalog.tables.toSorted(compareTables).map(planTable),
      },
      actions,
      batches: ordered.batches,
      // Every step that a model had a part in adds its lines to what is kept: no conflict that work could be split by.
      predicted_conflicts: predictConflicts(
        actions,
        files.filter(({ path }) => path !== REFINEMENT_PATH),
      ),
      collisions: [...input.draft.collisions],
      worktree_assignments: {},
      questions: [...input.draft.questions],
      warnings: [
        ...input.warnings.map(({ code, message }) => ({ code, text: message })),
        ...input.draft.warnings,
        ...deleted.map(deletedWarning),
      ],
      rollback_plan:
        'cartridge rollback puts back every file as it was before, byte for byte, and removes what was new.',
      on_failure: 'stop',
      metadata: {
        ...(input.answers ? { answers: { ...input.answers } } : {}),
        ...(input.draft.deltas?.length ? { deltas: [...input.draft.deltas] } : {}),
      },
      files,
      provider: { name: 'offline' },
    },
  };
}

function planFile(change: ChangedFile, stepIds: ReadonlyMap<string, number>): PlannedFile {
  const { file, decision, current } = change;
  const steps = file.parts.map((part) => stepIds.get(part.action)).filter((step) => step !== undefined);
  return {
    path: file.path,
    before_hash: current?.hash ?? null,
    after_hash: sha256(decision.content),
    mode: current?.mode ?? file.mode,
    steps: [...new Set(steps)].sort((a, b) => a - b),
    ...(decision.base === decision.content ? {} : { base: decision.base }),
    content: decision.content,
  };
}

/** What the project keeps of the refinement, from the steps that it changed, or from all. */
function keptDeltas({ draft, current }: AssembleInput, described: readonly DescribedAction[]): PlannedFile[] {
  const actions = described.map(({ action }) => action);
  const refined = actions.filter(isFromModel);
  const steps = (refined.length > 0 ? refined : actions).map(({ step_id }) => step_id);
  return refinementFile(draft.deltas, current.get(REFINEMENT_PATH), steps);
}

/** A file that stays as it is, and whose base changes with the rest. */
function rememberFile({ path, current, base }: RememberedFile): PlannedFile {
  const { hash, mode, content } = current;
  const text = base === content ? {} : { base };
  return { path, before_hash: hash, after_hash: hash, mode, steps: [], ...text, content };
}

function deletedWarning(path: string): Warning {
  return {
    code: 'deleted_by_hand',
    text: `${path} was deleted by a person and stays away, though it would be written differently now`,
  };
}

/** A catalog file may list its tables in any order; that makes no other plan. */
function compareTables(one: Catalog['tables'][number], other: Catalog['tables'][number]): number {
  const [a, b] = [tableKey(one), tableKey(other)];
  return a < b ? -1 : Number(a > b);
}

function planTable(table: Catalog['tables'][number]): PlanTable {
  return {
    ...(table.schema === undefined ? {} : { schema: table.schema }),
    name: table.name,
    columns: table.columns.map(({ name, type }) => ({ name, type })),
    ...(table.primary_key ? { primary_key: table.primary_key } : {}),
    ...(table.foreign_keys?.length ? { foreign_keys: table.foreign_keys } : {}),
  };
}

/** The name that the project has, or the one that it is made with. */
function projectName({ project, draft, catalog }: AssembleInput): string {
  const created = draft.actions.find((action) => action.type === 'create_project');
  return project.name ?? created?.name ?? catalog.name;
}

function nameIt(input: AssembleInput, actions: readonly Action[]): { name: string; description: string } {
  const { catalog, request } = input;
  const project = projectName(input);
  if (request) return { name: shownText(request.text), description: describeRequest(request, project, actions) };
  const tables = `${catalog.tables.length} ${catalog.tables.length === 1 ? 'table' : 'tables'}`;
  return {
    name: `Onboard ${catalog.name}`,
    description:
      actions.length === 0
        ? `Nothing to change: the ${tables} of ${catalog.name} are covered by the dbt project ${project}.`
        : `Onboards the ${tables} of ${catalog.name} into the dbt project ${project}.`,
  };
}

function describeRequest({ text }: Pick<Request, 'text'>, project: string, actions: readonly Action[]): string {
  return actions.length === 0
    ? `Nothing to change: the dbt project ${project} has what was asked for (${shownText(text)}).`
    : `Changes the dbt project ${project} as was asked: ${shownText(text)}`;
}
