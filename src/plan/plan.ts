import * as z from 'zod';
import { foreignKeySchema } from '../catalog/catalog.ts';
import { questionSchema } from '../inference/questions/question.ts';
import { goalSchema } from './goals.ts';

/**
 * The plan file (DESIGN.md section 4): one self-contained JSON document, sealed by a hash. snake_case in memory too,
 * because this is the contract. Unknown keys are kept, so that a newer minor version survives a round trip.
 */
export const PLAN_FORMAT_VERSION = '1.0';

export const ACTION_TYPES = [
  'create_project',
  'create_source',
  'create_staging',
  'create_intermediate',
  'create_mart',
  'add_tests',
  'update_docs',
  'update_source',
  'update_staging',
  'update_mart',
  'retire_model',
] as const;

const id = z.number().int().nonnegative();
const sha256 = z.string().regex(/^[0-9a-f]{64}$/);

export const actionSchema = z.looseObject({
  step_id: id,
  /** One of ACTION_TYPES, or a kind that a library user registered. */
  type: z.string(),
  name: z.string(),
  /** Its main file, relative to the project folder, with `/`. */
  file_path: z.string(),
  description: z.string(),
  /** Names of nodes made here or already there; `source:shop.orders`, `model:dim_x`, `project:shop` where bare is not enough. */
  dependencies: z.array(z.union([z.string(), id])),
  goal_id: z.string().optional(),
  parallel_group: z.string().optional(),
  reason: z.looseObject({ code: z.string(), text: z.string(), evidence: z.array(z.string()) }),
  risk: z.enum(['new', 'regenerated', 'merged', 'overwrites_edit', 'deletes']),
  severity: z.enum(['safe', 'moderate', 'breaking']),
  impact: z.looseObject({
    files: z.array(z.string()),
    lines_added: z.number(),
    lines_removed: z.number(),
    columns: z.number(),
    tests: z.number(),
    downstream: z.array(z.string()),
  }),
  /** Enough to render the action again; its shape belongs to the kind (specs.ts). */
  spec: z.record(z.string(), z.unknown()),
  success_criteria: z.array(z.looseObject({ check: z.string(), required: z.boolean(), text: z.string() })),
  rollback: z.string().optional(),
  when: z.string().optional(),
  on_failure: z.enum(['stop', 'continue']).optional(),
  timeout_seconds: z.number().optional(),
  retry: z.looseObject({ max_attempts: z.number(), backoff_seconds: z.number() }).optional(),
  alternatives: z.array(z.record(z.string(), z.unknown())),
});
export type Action = z.infer<typeof actionSchema>;

export const batchSchema = z.looseObject({
  batch_id: id,
  task_ids: z.array(id),
  can_parallel: z.boolean(),
  depends_on: z.array(id),
  description: z.string(),
});
export type Batch = z.infer<typeof batchSchema>;

export const predictedConflictSchema = z.looseObject({
  task_ids: z.array(id),
  predicted_files: z.array(z.string()),
  conflict_type: z.enum(['same_file', 'same_directory', 'potential']),
});
export type PredictedConflict = z.infer<typeof predictedConflictSchema>;

/** A name or path that was taken, and what was done about it. */
export const collisionSchema = z.looseObject({
  kind: z.enum(['model_name', 'source_name', 'column_name', 'path']),
  wanted: z.string(),
  taken_by: z.string(),
  resolution: z.string(),
});
export type Collision = z.infer<typeof collisionSchema>;

export const warningSchema = z.looseObject({
  code: z.string(),
  text: z.string(),
  /** Of what changed in the warehouse: whether what people wrote goes on working. */
  severity: z.enum(['safe', 'moderate', 'breaking']).optional(),
});
export type Warning = z.infer<typeof warningSchema>;

export const plannedFileSchema = z.looseObject({
  /** Relative to the project folder, with `/`; never leaves it. */
  path: z.string(),
  /** What the file must hold when the plan is applied; null: it must not exist. */
  before_hash: sha256.nullable(),
  /** What it holds afterwards; null: it is deleted. */
  after_hash: sha256.nullable(),
  /** Permission bits in octal, for instance `0644`. */
  mode: z.string().regex(/^[0-7]{4}$/),
  steps: z.array(id),
  /**
   * The text that cartridge generated, which later tells a person's edit from its own: where it is not `content`, as in a
   * file that people wrote. Null: none is kept. Where both hashes are the same, it alone changes.
   */
  base: z.string().nullable().optional(),
  /** Covered by after_hash, so outside plan_id. Null for a deletion. */
  content: z.string().nullable(),
});
export type PlannedFile = z.infer<typeof plannedFileSchema>;

/** A raw table that the plan uses, with its types and keys: enough to bind every model with no warehouse at hand. */
export const planTableSchema = z.looseObject({
  schema: z.string().optional(),
  name: z.string(),
  columns: z.array(z.looseObject({ name: z.string(), type: z.string() })),
  primary_key: z.array(z.string()).optional(),
  foreign_keys: z.array(foreignKeySchema).optional(),
});
export type PlanTable = z.infer<typeof planTableSchema>;

export const planSchema = z.looseObject({
  format_version: z.string(),
  plan_id: sha256,
  parent: z.string().nullable(),
  name: z.string(),
  description: z.string(),
  strategy: z.enum(['greenfield', 'brownfield']),
  request: z.string().nullable(),
  goals: z.array(goalSchema),
  project: z.looseObject({
    name: z.string(),
    adapter: z.string(),
    dbt_version: z.string().nullable(),
    style: z.record(z.string(), z.unknown()),
  }),
  /** `inputs`: what the plan was made from, relative to the project folder. */
  catalog: z.looseObject({ dialect: z.string(), inputs: z.array(z.string()), tables: z.array(planTableSchema) }),
  actions: z.array(actionSchema),
  batches: z.array(batchSchema),
  predicted_conflicts: z.array(predictedConflictSchema),
  collisions: z.array(collisionSchema),
  worktree_assignments: z.record(z.string(), z.string()),
  questions: z.array(questionSchema),
  warnings: z.array(warningSchema),
  rollback_plan: z.string(),
  on_failure: z.enum(['stop', 'continue']),
  metadata: z.record(z.string(), z.unknown()),
  files: z.array(plannedFileSchema),
  /** The one part outside the hash. */
  provider: z.looseObject({
    name: z.string(),
    model: z.string().optional(),
    usage: z.looseObject({ input_tokens: z.number(), output_tokens: z.number(), calls: z.number() }).optional(),
  }),
});
export type ExecutionPlan = z.infer<typeof planSchema>;

/** A plan that lacks only its id. (`Omit` would lose the named keys of a type that keeps unknown ones.) */
const unsealedPlanSchema = planSchema.omit({ plan_id: true });
export type UnsealedPlan = z.infer<typeof unsealedPlanSchema>;
