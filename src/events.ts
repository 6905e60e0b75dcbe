import * as z from 'zod';

/**
 * Everything that can happen while a command runs. The library emits these; `cli/` chooses words for people, and with
 * `--json` prints them as JSON lines. snake_case, because they leave the program.
 */
const problem = z.looseObject({ code: z.string(), message: z.string() });

export const eventSchema = z.discriminatedUnion('type', [
  /** First line of every stream. */
  z.object({ type: z.literal('version'), format_version: z.string(), cartridge: z.string(), command: z.string() }),
  /** A stage of the pipeline began or ended. `detail` says what came out, in words; `ms` is its duration. */
  z.object({
    type: z.literal('stage'),
    stage: z.enum([
      'scan',
      'read',
      'infer',
      'draft',
      'refine',
      'render',
      'seal',
      'shadow',
      'verify',
      'publish',
      'rollback',
    ]),
    status: z.enum(['started', 'finished', 'failed']),
    detail: z.string().optional(),
    ms: z.number().optional(),
  }),
  /** How far a long stage is. */
  z.object({
    type: z.literal('progress'),
    stage: z.string(),
    done: z.number(),
    total: z.number(),
    detail: z.string().optional(),
  }),
  /** What a model is about to be asked: how often, and about how many tokens go out. */
  z.object({
    type: z.literal('estimate'),
    provider: z.string(),
    model: z.string(),
    calls: z.number(),
    input_tokens: z.number(),
  }),
  /** One level of verification ended. */
  z.object({
    type: z.literal('check'),
    level: z.enum(['static', 'bind', 'parse', 'build']),
    status: z.enum(['passed', 'failed', 'skipped']),
    detail: z.string(),
    ms: z.number(),
    problems: z.array(problem),
  }),
  /** An action of a run changed its status. `seq` rises by one with every event of a run. */
  z.object({
    type: z.literal('action'),
    run: z.string(),
    step_id: z.number(),
    attempt: z.number(),
    seq: z.number(),
    name: z.string(),
    status: z.enum(['pending', 'executing', 'verified', 'completed', 'failed', 'skipped', 'blocked', 'rolled_back']),
  }),
  z.object({ type: z.literal('warning'), code: z.string(), message: z.string() }),
  /** Last line of every stream. Other keys depend on the command. */
  z.looseObject({ type: z.literal('result'), status: z.string() }),
]);

export type Event = z.infer<typeof eventSchema>;
/** Receives every event as it happens. Must not throw. */
export type OnEvent = (event: Event) => void;
