import { createHash } from 'node:crypto';
import type { Catalog } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { Problem } from '../errors.ts';
import { orderBatches } from '../plan/batches.ts';
import { predictConflicts } from '../plan/conflicts.ts';
import type { Action, PlannedFile, PlanTable, UnsealedPlan } from '../plan/plan.ts';
import { PLAN_FORMAT_VERSION } from '../plan/plan.ts';
import type { CurrentFile } from '../context/current-files.ts';
import type { Style } from '../context/style.ts';
import { describeActions } from './assemble-actions.ts';
import type { ChangedFile } from './decide-file.ts';
import { decideFile } from './decide-file.ts';
import type { Draft, RenderedFile } from './draft.ts';

export interface AssembleInput {
  readonly draft: Draft;
  readonly rendered: readonly RenderedFile[];
  /** The project's files at the rendered paths; absent: the path is free. */
  readonly current: ReadonlyMap<string, CurrentFile>;
  /** What cartridge last wrote, by path. */
  readonly bases: ReadonlyMap<string, string>;
  readonly project: {
    readonly name: string | null;
    readonly adapter: string;
    readonly dbt_version: string | null;
    readonly style: Style;
  };
  readonly catalog: Catalog;
  /** What the plan is made from, relative to the project folder. */
  readonly inputs: readonly string[];
  /** What the reader had to leave out or guess. */
  readonly warnings: readonly Problem[];
  readonly request: string | null;
  /** Answers that the draft rests on: question id to choice. */
  readonly answers?: Readonly<Record<string, string>> | undefined;
}

/** A plan that only lacks its seal, or the merge conflicts that forbid one. */
export type Assembled = { readonly plan: UnsealedPlan } | { readonly conflicts: readonly [Problem, ...Problem[]] };

/**
 * Turns a rendered draft into a plan that holds only what changes: compares each file with what stands in the project,
 * keeps the actions behind the changed ones, numbers them, and puts them into batches. Pure.
 */
export function assemblePlan(input: AssembleInput): Assembled {
  const { changed, conflicts } = compareFiles(input);
  const [first, ...others] = conflicts;
  if (first) return { conflicts: [first, ...others] };
  const actions = describeActions(input.draft, changed);
  const stepIds = new Map(actions.map((action) => [`${action.type} ${action.name}`, action.step_id]));
  const files = changed.map((change) => planFile(change, stepIds));
  const ordered = orderBatches(actions);
  if ('cycle' in ordered) return { conflicts: [ordered.cycle] };
  return {
    plan: {
      format_version: PLAN_FORMAT_VERSION,
      parent: null,
      ...nameIt(input, actions),
      strategy: input.draft.strategy,
      request: input.request,
      goals: [],
      project: { ...input.project, name: projectName(input), style: { ...input.project.style } },
      catalog: {
        dialect: input.catalog.dialect,
        inputs: [...input.inputs],
        tables: actions.length === 0 ? [] : input.catalog.tables.toSorted(compareTables).map(planTable),
      },
      actions,
      batches: ordered.batches,
      predicted_conflicts: predictConflicts(actions, files),
      collisions: [...input.draft.collisions],
      worktree_assignments: {},
      questions: [...input.draft.questions],
      warnings: [...input.warnings.map(({ code, message }) => ({ code, text: message })), ...input.draft.warnings],
      rollback_plan:
        'cartridge rollback puts back every file as it was before, byte for byte, and removes what was new.',
      on_failure: 'stop',
      metadata: input.answers ? { answers: { ...input.answers } } : {},
      files,
      provider: { name: 'offline' },
    },
  };
}

function compareFiles(input: AssembleInput): { changed: ChangedFile[]; conflicts: Problem[] } {
  const changed: ChangedFile[] = [];
  const conflicts: Problem[] = [];
  for (const file of input.rendered) {
    const current = input.current.get(file.path);
    const base = input.bases.get(file.path);
    const decision = decideFile(file.path, { rendered: file.content, current: current?.content, base });
    if (decision.kind === 'write') changed.push({ file, decision, current, base });
    if (decision.kind === 'conflict') {
      conflicts.push({
        code: 'MERGE_CONFLICT',
        message: `${file.path} ${decision.why}`,
        where: { file: file.path },
        hint: base === undefined ? 'Move it away, or plan into another folder.' : HOW_TO_SETTLE,
      });
    }
  }
  return { changed, conflicts };
}

const HOW_TO_SETTLE =
  'cartridge never overwrites an edit. Put the file back as it was generated (cartridge keeps it in .cartridge/base/), or --exclude the table that it comes from.';

function planFile(change: ChangedFile, stepIds: ReadonlyMap<string, number>): PlannedFile {
  const { file, decision, current } = change;
  const steps = file.parts.map((part) => stepIds.get(part.action)).filter((step) => step !== undefined);
  return {
    path: file.path,
    before_hash: current?.hash ?? null,
    after_hash: sha256(decision.content),
    mode: current?.mode ?? file.mode,
    steps: [...new Set(steps)].sort((a, b) => a - b),
    content: decision.content,
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
  const { catalog } = input;
  const project = projectName(input);
  const tables = `${catalog.tables.length} ${catalog.tables.length === 1 ? 'table' : 'tables'}`;
  return {
    name: `Onboard ${catalog.name}`,
    description:
      actions.length === 0
        ? `Nothing to change: the ${tables} of ${catalog.name} are covered by the dbt project ${project}.`
        : `Onboards the ${tables} of ${catalog.name} into the dbt project ${project}.`,
  };
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}
