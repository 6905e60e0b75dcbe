import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { dbtName, readConfig } from '../../config.ts';
import { LAYERS, type Layer } from '../../context/style.ts';
import { CartridgeError, EXIT, type ExitStatus } from '../../errors.ts';
import { generateExecutionPlan } from '../../onboard.ts';
import type { PlanRequest } from '../../onboarding/plan-request.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import { fromProject } from '../../planner/draft-input.ts';
import { cleanName } from '../../planner/clean-name.ts';
import { planLines } from '../../store/plan-text.ts';
import { listPlans, savePlan } from '../../store/plans.ts';
import { unwritable } from '../../store/unwritable.ts';
import { copyFileAtomically, writeFileAtomically } from '../../store/write-file-atomically.ts';
import type { Call } from '../command.ts';
import { findCallDbt } from '../find-call-dbt.ts';
import { inputOf, selectionOf } from '../input-options.ts';
import { printJsonEnd } from '../json-output.ts';
import { businessContext } from '../model-limits.ts';
import { openProject, projectReference, shellWord } from '../open-project.ts';
import { optionFlag, optionList, optionText, requireFrom } from '../option-values.ts';
import { chooseModel, keyHint, providerOf } from '../provider-options.ts';
import { readAnswers } from '../read-answers.ts';
import { readGivenFile } from '../read-given-file.ts';
import { printEvents } from '../print-events.ts';
import { costOfPlan } from '../cost-of-plan.ts';
import { showPrompts } from '../show-prompts.ts';
import { planScreen } from '../words/plan-screen.ts';

/** `cartridge plan`: makes a plan, keeps it, and shows it. */
export async function plan(call: Call): Promise<ExitStatus> {
  const { options, screen } = call;
  const layers = layersOf(call);
  const sourceName = sourceNameOf(call);
  const answers = await readAnswers(call);
  const projectDir = await openProject(call);
  const config = await readConfig(projectDir);
  const request: PlanRequest = {
    from: inputOf(call),
    projectDir,
    selection: selectionOf(call),
    ...(sourceName === undefined ? {} : { sourceName }),
    ...(layers.length === 0 ? {} : { layers }),
    request: requestOf(call),
    answers,
    adopt: optionList(options, 'adopt').map((path) => givenPath(call, projectDir, path)),
    businessContext: await businessContext(call),
    actions: await actionsOf(call),
    askVersion: async () => (await findCallDbt(call, projectDir))?.version ?? null,
    signal: call.io.signal,
  };
  if (optionFlag(options, 'showPrompt')) return await showPrompts(call, request);
  const model = chooseModel(call, config);
  if (model?.said) screen.note([`${model.said}.`]);
  const printer = printEvents(call);
  const outcome = await generateExecutionPlan({
    ...request,
    ...(model ? { refine: model } : {}),
    onEvent: printer.onEvent,
  }).finally(printer.end);
  const lastApplied = await findLastApplied(projectDir);
  const path = await keepPlan(call, { plan: outcome.plan, projectDir });
  const changes = outcome.plan.files.length;
  const status = changes > 0 && optionFlag(options, 'detailedExitcode') ? EXIT.changes : EXIT.ok;
  if (optionFlag(options, 'json')) {
    const result = changes > 0 ? 'planned' : 'no_changes';
    const { plan_id, provider } = outcome.plan;
    printJsonEnd(call, { status: result, exit_code: status, plan: path, plan_id, changes, provider });
    return status;
  }
  const tables = outcome.catalog.tables.length;
  const out = optionText(options, 'out');
  const view = {
    ...outcome,
    changes,
    covered: { tables, of: tables },
    lastApplied,
    from: requireFrom(options, 'plan'),
    projectDir: optionText(options, 'projectDir'),
    readMs: (printer.stageMs('read') ?? 0) + (printer.stageMs('infer') ?? 0),
    cost: outcome.usage && costOfPlan(outcome.plan, outcome.usage),
    hint: keyHint(call, providerOf(call, config)),
    now: call.io.now(),
    reference: `${out === undefined ? '' : ` ${shellWord(out)}`}${projectReference(call)}`,
  };
  screen.print(planScreen(view, screen.look));
  return status;
}

/** A path as the project sees it, given as the user's folder does or as a plan does. */
function givenPath({ io }: Call, projectDir: string, path: string): string {
  const fromHere = resolve(io.cwd, path);
  return fromProject(projectDir, existsSync(fromHere) ? fromHere : resolve(projectDir, path));
}

/**
 * Keeps a plan in `.cartridge/plans/` and, with `--out`, in a file. A plan without changes is only written to `--out`:
 * it would stand in the way of one that waits to be applied. Returns where it is, as the user would name it.
 */
async function keepPlan(
  { io, options }: Call,
  { plan: made, projectDir }: { plan: ExecutionPlan; projectDir: string },
): Promise<string | null> {
  const out = optionText(options, 'out');
  const kept = made.files.length > 0 ? await savePlan(projectDir, made, io.now().toISOString()) : null;
  if (out === undefined) return kept;
  try {
    const target = resolve(io.cwd, out);
    if (kept === null) await writeFileAtomically(target, planLines(made));
    else await copyFileAtomically(resolve(projectDir, kept), target);
  } catch (cause) {
    throw unwritable(out, cause);
  }
  return out;
}

/** The plan that was applied last, for the words about a plan without changes. */
async function findLastApplied(projectDir: string): Promise<{ plan_id: string; at: string } | null> {
  const plans = await listPlans(projectDir);
  const applied = plans.flatMap(({ plan_id, record }) =>
    record?.status === 'applied' && record.completed_at !== undefined ? [{ plan_id, at: record.completed_at }] : [],
  );
  return applied.sort((a, b) => (a.at < b.at ? 1 : -1))[0] ?? null;
}

/** The file of `--actions`; undefined where it was not given. */
async function actionsOf({ io, options }: Call): Promise<PlanRequest['actions']> {
  const file = optionText(options, 'actions');
  if (file === undefined) return undefined;
  const hint = 'It is JSON or YAML with strategy and actions: cartridge plan --out plan.json writes one, whole.';
  return { text: await readGivenFile(io, file, hint), file };
}

/** The request as it was written; nothing but spaces is none. */
function requestOf({ argument }: Call): string | undefined {
  return argument === undefined || argument.trim() === '' ? undefined : argument;
}

function sourceNameOf({ options }: Call): string | undefined {
  const name = optionText(options, 'sourceName');
  if (name === undefined || dbtName.safeParse(name).success) return name;
  const clean = cleanName(name);
  throw new CartridgeError({
    code: 'USAGE',
    message: `${JSON.stringify(name)} cannot name a source of dbt`,
    hint: `It must be letters, digits and _, and not begin with a digit: --source-name ${/^[a-z]/.test(clean) ? clean : 'shop'}`,
  });
}

function layersOf({ options }: Call): readonly Layer[] {
  const wanted = optionList(options, 'layers');
  const unknown = wanted.filter((name) => !LAYERS.some((layer) => layer === name));
  if (unknown.length > 0) {
    throw new CartridgeError({
      code: 'USAGE',
      message: `there is no layer "${unknown.join('", "')}"`,
      hint: `Layers are ${LAYERS.join(', ')}: --layers staging,marts`,
    });
  }
  return LAYERS.filter((layer) => wanted.includes(layer));
}
