import type { Delta } from '../../plan/deltas.ts';
import { deltaSchema } from '../../plan/deltas.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import type { Event } from '../../events.ts';
import { count, grouped } from './count.ts';

/** What each kind of change is called when it is counted. */
const NOUNS: Readonly<Record<Delta['kind'], readonly [string, string]>> = {
  rename_table: ['name of a table', 'names of tables'],
  rename_column: ['name of a column', 'names of columns'],
  describe_table: ['description of a table', 'descriptions of tables'],
  describe_column: ['description of a column', 'descriptions of columns'],
  describe_mart: ['description of a mart', 'descriptions of marts'],
  role: ['role', 'roles'],
  key: ['key', 'keys'],
  relationship: ['relationship', 'relationships'],
  add_mart: ['mart added', 'marts added'],
  drop_mart: ['mart dropped', 'marts dropped'],
  measure: ['measure', 'measures'],
  accepted_values: ['list of values', 'lists of values'],
  answer: ['answer', 'answers'],
  write_model: ['model written', 'models written'],
};

/** Who refined the plan and what of it is different for that; nothing for a plan of the rules alone. Pure. */
export function refinementTexts(plan: ExecutionPlan, cost: number | null): string[] {
  const { provider } = plan;
  if (provider.name === 'offline') return [];
  const model = provider.model === undefined ? '' : ` ${provider.model}`;
  const changes = changesText(deltasOf(plan));
  return [`by ${provider.name}${model}: ${changes}`, ...usageTexts(provider.usage, cost)];
}

function changesText(deltas: readonly Delta[]): string {
  const counts = new Map<Delta['kind'], number>();
  for (const { kind } of deltas) counts.set(kind, (counts.get(kind) ?? 0) + 1);
  const parts = [...counts].map(([kind, amount]) => count(amount, ...NOUNS[kind]));
  return parts.length === 0 ? 'nothing of the draft changed' : parts.join(', ');
}

/** The deltas that a plan rests on, those too that earlier plans applied. */
export function deltasOf({ metadata }: ExecutionPlan): Delta[] {
  const parsed = deltaSchema.array().safeParse(metadata['deltas']);
  return parsed.success ? parsed.data : [];
}

function usageTexts(usage: ExecutionPlan['provider']['usage'], cost: number | null): string[] {
  if (!usage) return [];
  const price = cost === null ? '' : `, ${money(cost)}`;
  const { calls, input_tokens, output_tokens } = usage;
  return [`${count(calls, 'call')}, ${grouped(input_tokens)} tokens in, ${grouped(output_tokens)} out${price}`];
}

/** `about $0.31`; less than a cent is `under $0.01`. */
function money(dollars: number): string {
  if (dollars > 0 && dollars < 0.01) return 'under $0.01';
  return `about $${dollars.toFixed(2)}`;
}

/** What is about to be asked, before it is: `asking gpt-6.1-terra of openai: 31 calls, about 110,000 tokens in`. */
export function estimateLines(
  { provider, model, calls, input_tokens: tokens }: Extract<Event, { type: 'estimate' }>,
  dollars: number | null,
): string[] {
  const price = dollars === null ? '' : `, ${money(dollars)} for these`;
  return [`Asking ${model} (${provider}): ${count(calls, 'call')}, about ${grouped(tokens)} tokens in${price}.`];
}
