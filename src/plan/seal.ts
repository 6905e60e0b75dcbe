import { createHash } from 'node:crypto';
import type { Problem } from '../errors.ts';
import { utf8Chunks } from '../outside/utf8-chunks.ts';
import { canonicalPieces } from './canonical-json.ts';
import type { ExecutionPlan, PlannedFile, UnsealedPlan } from './plan.ts';

/** Gives a plan its id: what was reviewed is then what is written. Every `after_hash` must be that of its content. */
export function sealPlan(unsealed: UnsealedPlan): ExecutionPlan {
  const { format_version, ...rest } = unsealed;
  return { format_version, plan_id: planId(unsealed), ...rest };
}

/** Whether a plan is what was sealed: its own id, and the content of every file. Empty when nothing was changed. */
export function checkSeal(plan: ExecutionPlan): Problem[] {
  const problems = plan.files.flatMap(checkContent);
  const id = planId(plan);
  if (id === plan.plan_id) return problems;
  return [
    {
      code: 'PLAN_TAMPERED',
      message: `the plan was changed after it was sealed: its id is ${short(plan.plan_id)}, its content has ${short(id)}`,
      hint: HOW_TO_CHANGE,
    },
    ...problems,
  ];
}

/** sha256, in hex, of the canonical JSON of a plan without plan_id, provider and the files' content. */
export function planId(plan: UnsealedPlan): string {
  const { provider: _provider, files, ...rest } = plan;
  const bare = files.map(({ content: _content, ...file }) => file);
  const hash = createHash('sha256');
  for (const chunk of utf8Chunks(canonicalPieces({ ...rest, plan_id: undefined, files: bare }))) hash.update(chunk);
  return hash.digest('hex');
}

/** sha256 of a text's UTF-8 bytes, in hex: the form of every hash in a plan. */
export function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex');
}

function checkContent(file: PlannedFile): Problem[] {
  const hash = file.content === null ? null : sha256(file.content);
  if (hash === file.after_hash) return [];
  return [
    {
      code: 'PLAN_TAMPERED',
      message: `the content of ${file.path} was changed after the plan was sealed`,
      where: { file: file.path },
      hint: HOW_TO_CHANGE,
    },
  ];
}

const HOW_TO_CHANGE =
  'A plan is written as it was reviewed. Make it anew with cartridge plan, or get the unchanged file.';

function short(id: string): string {
  return id.slice(0, 6);
}
