import type { Problem } from '../errors.ts';
import { CartridgeError } from '../errors.ts';
import type { OnEvent } from '../events.ts';
import type { Dbt } from '../outside/dbt.ts';
import type { ExecutionPlan } from '../plan/plan.ts';
import { checkBind } from './bind/check-bind.ts';
import { checkBuild } from './dbt/check-build.ts';
import { checkParse } from './dbt/check-parse.ts';
import { whyNotDbt } from './dbt/why-not-dbt.ts';
import type { Check, CheckInput, CheckOutcome, Level } from './level.ts';
import { LEVELS } from './level.ts';
import { projectViews } from './project-views.ts';
import { checkPlan } from './static/check-plan.ts';

/** How far to verify: `auto` is the dearest of static, bind and parse that can run here. */
export type VerifyLevel = 'auto' | 'off' | Level;

export interface VerifyOptions {
  readonly plan: ExecutionPlan;
  readonly projectDir: string;
  readonly level: VerifyLevel;
  /** The user's dbt; null where there is none. */
  readonly dbt: Dbt | null;
  readonly onEvent: OnEvent;
  readonly signal?: AbortSignal | undefined;
  /** Longest that one run of dbt may take. */
  readonly dbtTimeoutMs?: number;
}

export interface VerifyReport {
  readonly ok: boolean;
  /** The dearest level that ran. */
  readonly level: 'off' | Level;
  /** In the order in which they ran; `auto` also names the first level that could not run, and why. */
  readonly checks: readonly Check[];
  /** Those of the level that failed. */
  readonly problems: readonly Problem[];
}

const DBT_TIMEOUT_MS = 10 * 60_000;

/**
 * Proves a plan on the project as it would be, from cheap to dear, and stops at the first level that fails. Writes
 * nothing outside of `.cartridge/shadow/`, and that only for parse and build. Only problems that the project does not
 * have already count. Throws VERIFY_UNAVAILABLE where the asked-for level cannot run; rejects with the signal's reason.
 */
export async function verifyPlan(options: VerifyOptions): Promise<VerifyReport> {
  const { plan, projectDir, level, dbt, onEvent, signal, dbtTimeoutMs = DBT_TIMEOUT_MS } = options;
  const wanted = level === 'auto' ? AUTO : LEVELS.slice(0, level === 'off' ? 0 : LEVELS.indexOf(level) + 1);
  const checks: Check[] = [];
  if (plan.files.length === 0) return reportOf(checks);
  const views = projectViews(projectDir, plan.files);
  const input: CheckInput = { plan, projectDir, dbt, onEvent, signal, dbtTimeoutMs, views };
  for (const [index, each] of wanted.entries()) {
    signal?.throwIfAborted();
    onEvent({ type: 'progress', stage: 'verify', done: index, total: wanted.length, detail: each });
    const started = performance.now();
    const outcome = await runLevel(each, input);
    signal?.throwIfAborted();
    if (outcome.status === 'skipped' && each === level) throw unavailable(each, outcome.detail);
    const check = { level: each, ms: Math.round(performance.now() - started), ...outcome };
    checks.push(check);
    onEvent({ type: 'check', ...check, problems: check.problems.map((problem) => ({ ...problem })) });
    if (check.status === 'failed') break;
  }
  return reportOf(checks);
}

/** `build` runs only when it is asked for. */
const AUTO: readonly Level[] = ['static', 'bind', 'parse'];

async function runLevel(level: Level, input: CheckInput): Promise<CheckOutcome> {
  switch (level) {
    case 'static':
      return checkPlan(input);
    case 'bind':
      return checkBind(input);
    case 'parse':
    case 'build': {
      const { dbt } = input;
      const why = await whyNotDbt(input);
      if (why !== null || dbt === null) return { status: 'skipped', detail: why ?? '', problems: [] };
      return level === 'parse' ? checkParse({ ...input, dbt }) : checkBuild({ ...input, dbt });
    }
  }
}

function unavailable(level: Level, why: string): CartridgeError {
  return new CartridgeError({
    code: 'VERIFY_UNAVAILABLE',
    message: `--verify ${level} cannot run here: ${why}`,
    hint: 'Without --verify, cartridge takes the dearest level that can run here and says which.',
  });
}

function reportOf(checks: readonly Check[]): VerifyReport {
  const ran = checks.filter(({ status }) => status !== 'skipped');
  const problems = checks.flatMap((check) => check.problems);
  return {
    ok: ran.every(({ status }) => status === 'passed'),
    level: ran.at(-1)?.level ?? 'off',
    checks,
    problems,
  };
}
