import { basename } from 'node:path';
import type { Catalog } from '../../catalog/catalog.ts';
import type { ProjectContext } from '../../context/context.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import type { Question } from '../../inference/questions/question.ts';
import type { ExecutionPlan, Warning } from '../../plan/plan.ts';
import type { Look } from '../screen.ts';
import { count } from './count.ts';
import { ago, duration } from './duration.ts';
import { isReuse, warningText } from './existing-lines.ts';
import { labelled, withNote } from './layout.ts';
import { planSummary, shortId, TEXT_COLUMN } from './plan-summary.ts';
import { assumption, questionText } from './question-lines.ts';
import { requestSections } from './request-sections.ts';
import { section } from './section.ts';
import { understood } from './understood.ts';

/** What the screen of `cartridge plan` shows. */
export interface PlanView {
  readonly plan: ExecutionPlan;
  readonly beliefs: Beliefs;
  readonly catalog: Catalog;
  readonly context: ProjectContext;
  readonly changes: number;
  readonly covered: { readonly tables: number; readonly of: number };
  readonly lastApplied: { readonly plan_id: string; readonly at: string } | null;
  /** What was read, as the user gave it. */
  readonly from: string;
  /** The project folder as the user gave it; undefined: found from the current folder. */
  readonly projectDir: string | undefined;
  /** Dollars that the model cost; null where nobody knows or none was asked. */
  readonly cost: number | null;
  /** What else could be done; null: nothing. */
  readonly hint: string | null;
  /** How long reading took; undefined if nobody measured. */
  readonly readMs: number | undefined;
  readonly now: Date;
  /** What must follow `cartridge diff` to mean this plan, for instance ` --project-dir shop`. */
  readonly reference: string;
}

const INPUT_COLUMN = 15;
/** Where a time ends, at most. */
const NOTE_EDGE = 87;
/** Questions that fit a screen; `cartridge show` tells all of them. */
const QUESTIONS_SHOWN = 3;
/** Warnings that fit a screen; the plan file holds all of them. */
const WARNINGS_SHOWN = 8;

/** Every line of `cartridge plan` (ux.md "Plan"). */
export function planScreen(view: PlanView, look: Look): string[] {
  if (view.changes === 0) return noChanges(view, look);
  const { plan, beliefs, catalog } = view;
  return [
    ...inputLines(view, look),
    '',
    ...understood(beliefs, catalog, look),
    '',
    ...planSummary(plan, look),
    ...requestSections(plan, view.cost, look),
    ...questionSection(plan.questions, view.reference, look),
    ...warningSection(plan.warnings, look),
    '',
    ...nextLines(view.reference, look),
    ...(view.hint === null
      ? []
      : labelled('', view.hint, { column: TEXT_COLUMN, width: look.width }).map(look.colour.dim)),
  ];
}

function inputLines(view: PlanView, look: Look): string[] {
  const { catalog, context } = view;
  const name = basename(view.from.replace(/[/\\]+$/, '')) || view.from;
  const column = Math.min(Math.max(INPUT_COLUMN, name.length + 3), Math.floor(look.width / 2));
  const at = { column, width: look.width };
  const columns = catalog.tables.reduce((sum, table) => sum + table.columns.length, 0);
  const keys = catalog.tables.filter((table) => table.primary_key?.length).length;
  const tables = `${count(catalog.tables.length, 'table')}, ${count(columns, 'column')}`;
  const input = labelled(name, `${tables}, ${keys === 0 ? 'no declared keys' : count(keys, 'declared key')}`, at);
  const time = look.colour.dim(duration(view.readMs));
  return [
    ...input.slice(0, -1),
    withNote(input.at(-1) ?? '', time, Math.min(look.width, NOTE_EDGE)),
    ...labelled('project', projectText(context, view), at),
  ];
}

function projectText(context: ProjectContext, view: PlanView): string {
  if (context.is_new) {
    return view.projectDir === undefined
      ? 'new: this folder becomes one (--project-dir DIR for another)'
      : `new: ${view.projectDir} becomes one`;
  }
  const dbt = view.plan.project.dbt_version;
  const facts = [dbt === null ? null : `dbt ${dbt}`, context.warehouse_type].filter((fact) => fact !== null);
  const about = facts.length > 0 ? ` (${facts.join(', ')})` : '';
  const own = context.existing_models.filter((model) => model.package === null);
  return `${context.project_name ?? 'without a name'}${about}, ${count(own.length, 'model')}`;
}

function noChanges(view: PlanView, look: Look): string[] {
  const { covered, lastApplied } = view;
  const when = lastApplied ? ` (plan ${shortId(lastApplied.plan_id)}, applied ${ago(lastApplied.at, view.now)})` : '';
  const tables = `${covered.tables} of ${count(covered.of, 'table')}`;
  const verb = covered.of === 1 ? 'is' : 'are';
  const line = `No changes. ${tables} ${verb} covered${when}.`;
  return [line, ...warningSection(view.plan.warnings, look)];
}

/** The questions whose answers would change most, and how to answer. */
function questionSection(questions: readonly Question[], reference: string, look: Look): string[] {
  const shown = questions
    .slice(0, QUESTIONS_SHOWN)
    .flatMap((question) => [questionText(question), assumption(question)]);
  const rest = questions.length - QUESTIONS_SHOWN;
  const more = rest > 0 ? [`and ${count(rest, 'more question')}`] : [];
  const answer = [
    `to answer: cartridge show --questions${reference} > answers.yml`,
    'fill it in, and plan again with --answers answers.yml',
  ];
  return section(
    count(questions.length, 'question'),
    questions.length === 0 ? [] : [...shown, ...more, ...answer],
    look,
  );
}

/** What is used as it is stands in the summary, what is not met among the goals. */
function warningSection(all: readonly Warning[], look: Look): string[] {
  const warnings = all.filter((warning) => !isReuse(warning) && !warning.code.startsWith('goal_'));
  const shown = warnings.slice(0, WARNINGS_SHOWN).map(warningText);
  const rest = warnings.length - shown.length;
  const texts = rest > 0 ? [...shown, `and ${count(rest, 'more warning')}, in the plan file`] : shown;
  return section(count(warnings.length, 'warning'), texts, look);
}

/** What to type next. */
function nextLines(reference: string, { colour, width }: Look): string[] {
  const commands = [`cartridge diff${reference}`, `cartridge apply${reference}`];
  const texts = ['every line before it is written', 'all or nothing; cartridge rollback undoes it'];
  const longest = Math.max(...commands.map((command) => command.length)) + 5;
  const isRoom = TEXT_COLUMN + longest + Math.max(...texts.map((text) => text.length)) <= width;
  return commands.flatMap((command, index) => {
    const heading = (index === 0 ? 'Next' : '').padEnd(TEXT_COLUMN);
    if (!isRoom) return [`${heading}${colour.cyan(command)}`];
    return [
      `${heading}${colour.cyan(command)}${' '.repeat(longest - command.length)}${colour.dim(texts[index] ?? '')}`,
    ];
  });
}
