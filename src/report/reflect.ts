import type { ExecutionPlan } from '../plan/plan.ts';
import { plainLine } from '../prompts/fence.ts';
import { reflectionJsonSchema } from '../prompts/reply/json-schema.ts';
import { reflectionSchema } from '../prompts/reply/reply-schema.ts';
import type { Reflection } from '../prompts/reply/reply-schema.ts';
import { reflectionPrompt } from '../prompts/reflection.ts';
import type { ModelReply, Provider } from '../providers/provider.ts';
import { parseReply } from '../refinement/ladder/parse-reply.ts';
import type { ReadReport } from './read-report.ts';
import type { OnboardingReport, Suggestion } from './report.ts';

/** Whom to ask about a run. */
export interface Reflecting {
  readonly provider: Provider;
  readonly timeoutMs: number;
  readonly signal?: AbortSignal | undefined;
  readonly businessContext?: string | null | undefined;
}

const REPLY_TOKENS = 1_200;
const LONGEST_SUMMARY = 800;
const LONGEST_SUGGESTION = 300;
const MOST_SUGGESTIONS = 5;

/**
 * The report with a model's summary and suggestions behind those of the rules. They are words to read and change nothing; a
 * model that does not answer costs them, and the report says so.
 */
export async function reflect({ report, plan }: ReadReport, asking: Reflecting): Promise<OnboardingReport> {
  const reply = await ask(report, plan, asking);
  const reflection = 'text' in reply ? read(reply.text) : null;
  if (!reflection) return { ...report, suggestions: [...report.suggestions, unanswered(reply)] };
  const suggested = reflection.suggestions.slice(0, MOST_SUGGESTIONS).flatMap((text): Suggestion[] => {
    const line = plainLine(text, LONGEST_SUGGESTION);
    return line === '' ? [] : [{ by: 'model', code: 'model_suggests', text: line }];
  });
  const summary = plainLine(reflection.summary, LONGEST_SUMMARY);
  return { ...report, summary: summary === '' ? null : summary, suggestions: [...report.suggestions, ...suggested] };
}

async function ask(
  report: OnboardingReport,
  { strategy }: ExecutionPlan,
  { provider, timeoutMs, signal, businessContext = null }: Reflecting,
): Promise<ModelReply> {
  const { system, user } = reflectionPrompt({ strategy, facts: factsOf(report), businessContext });
  const late = AbortSignal.timeout(timeoutMs);
  const request = {
    system,
    prompt: user,
    reply: { name: 'reflection', schema: reflectionJsonSchema },
    maxOutputTokens: REPLY_TOKENS,
  };
  return await provider.ask(request, signal ? AbortSignal.any([signal, late]) : late);
}

function read(text: string): Reflection | null {
  const parsed = reflectionSchema.safeParse(parseReply(text)?.value);
  return parsed.success ? parsed.data : null;
}

function unanswered(reply: ModelReply): Suggestion {
  const why =
    reply.status === 'failed'
      ? reply.problem.message
      : reply.status === 'refused'
        ? `it refused: ${reply.reason}`
        : 'what it answered could not be read';
  return {
    by: 'rules',
    code: 'model_silent',
    text: `The model did not look back on this run: ${plainLine(why, 200)}.`,
  };
}

/** The run in lines, the weightiest first; no row, and no message of a test, which may quote one. */
function factsOf({ run, plan, built, coverage, tests, goals, questions, suggestions }: OnboardingReport): string[] {
  const { tables, columns, keys, relationships } = coverage;
  return [
    `run ${run.run_id}: ${run.status}, ${run.files} files, verified by ${run.verified ?? 'nothing'}`,
    ...(plan.request === null ? [] : [`request: ${plan.request}`]),
    ...goals.map(({ text, status, reason }) => `goal "${text}": ${status ?? 'open'}${reason ? `, ${reason}` : ''}`),
    ...tests.failures.map(({ name, status, failing_rows }) => `test ${name}: ${status}, ${failing_rows ?? 0} rows`),
    tests.ran_at === null
      ? `${tests.written} tests written, not run`
      : `${tests.written} tests written; ${tests.passed} passed, ${tests.warned} warned, ${tests.failed} failed`,
    `covered: ${tables.covered} of ${tables.of} tables, ${columns.covered} of ${columns.of} columns, ${keys.covered} of ${keys.of} keys, ${relationships.covered} of ${relationships.of} relationships`,
    ...questions.map(({ about }) => `open question: ${about}`),
    ...suggestions.map(({ text }) => `said by rules: ${text}`),
    ...built.map(
      ({ layer, name, columns: count, tests: tested }) => `${layer} ${name}: ${count} columns, ${tested} tests`,
    ),
  ];
}
