import * as z from 'zod';
import { RUN_STATUSES } from '../executor/run-state.ts';
import { goalSchema } from '../plan/goals.ts';
import { warningSchema } from '../plan/plan.ts';
import { checkReportSchema } from '../planner/coverage/report.ts';

/** What came of a run: the document of `cartridge report --json`, so snake_case in memory too. */
export const ONBOARDING_FORMAT_VERSION = '1.0';

const suggestionSchema = z.object({
  /** Who thinks so. What a model suggests is text to read, nothing else. */
  by: z.enum(['rules', 'model']),
  code: z.string(),
  /** One sentence. */
  text: z.string(),
  /** What to type. */
  command: z.string().optional(),
});
export type Suggestion = z.infer<typeof suggestionSchema>;

const testResultsSchema = z.object({
  /** Tests that the plan wrote. */
  written: z.int(),
  /** When dbt ran tests last, after the run; null: not since. */
  ran_at: z.string().nullable(),
  passed: z.int(),
  warned: z.int(),
  failed: z.int(),
  skipped: z.int(),
  /** Those that failed or warned, by dbt's name of the test. */
  failures: z.array(
    z.object({
      name: z.string(),
      status: z.string(),
      failing_rows: z.int().nullable(),
      message: z.string().nullable(),
    }),
  ),
});
export type TestResults = z.infer<typeof testResultsSchema>;

const builtSchema = z.object({
  step_id: z.int(),
  layer: z.string(),
  type: z.string(),
  name: z.string(),
  file_path: z.string(),
  columns: z.number(),
  tests: z.number(),
  goal_id: z.string().optional(),
  /** What became of it in the run. */
  status: z.string(),
});

export const onboardingReportSchema = z.object({
  format_version: z.string(),
  run: z.object({
    run_id: z.string(),
    status: z.enum(RUN_STATUSES),
    by: z.string(),
    started_at: z.string(),
    ended_at: z.string().nullable(),
    verified: z.string().nullable(),
    files: z.int(),
  }),
  plan: z.object({
    plan_id: z.string(),
    name: z.string(),
    request: z.string().nullable(),
    provider: z.object({ name: z.string(), model: z.string().optional() }),
  }),
  built: z.array(builtSchema),
  /** Of the raw tables that the plan used, as the project is now. */
  coverage: checkReportSchema.shape.coverage,
  tests: testResultsSchema,
  goals: z.array(goalSchema),
  questions: z.array(z.object({ id: z.string(), about: z.string() })),
  warnings: z.array(warningSchema),
  suggestions: z.array(suggestionSchema),
  /** A model's words about it; null where none was asked. */
  summary: z.string().nullable(),
});
export type OnboardingReport = z.infer<typeof onboardingReportSchema>;
