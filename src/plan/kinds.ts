import * as z from 'zod';
import type { ACTION_TYPES } from './plan.ts';
import { projectSpecSchema } from './project-spec.ts';
import {
  intermediateSpecSchema,
  martSpecSchema,
  propertiesSpecSchema,
  retiredSpecSchema,
  sourceSpecSchema,
  stagingColumnsSpecSchema,
  stagingSpecSchema,
  writtenSpecSchema,
} from './specs.ts';

/** What cartridge knows of one kind of action. A library user adds one by passing a longer table. */
export interface ActionKind {
  /** The action's `type`. */
  readonly type: string;
  /** Where it stands in the flow of the data, and the heading under which it is shown. */
  readonly layer: string;
  /** dbt's resource type of the node that it makes or changes: `model:dim_x` finds it. */
  readonly resource: 'project' | 'source' | 'model';
  readonly noun: { readonly one: string; readonly many: string };
  /** Shape of its `spec`; absent where any spec will do. */
  readonly spec?: z.ZodType;
}

/** What is written of a model: all of it, or columns that come to a person's. */
const anyModelSchema = z.union([
  stagingSpecSchema,
  stagingColumnsSpecSchema,
  intermediateSpecSchema,
  martSpecSchema,
  writtenSpecSchema,
]);
const anyNodeSchema = z.union([sourceSpecSchema, anyModelSchema, propertiesSpecSchema]);

const MODEL = { one: 'model', many: 'models' } as const;

type BuiltInType = (typeof ACTION_TYPES)[number];

/** The kinds that the contract names, in the order of the data's flow. */
export const ACTION_KINDS: readonly (ActionKind & { readonly type: BuiltInType })[] = [
  {
    type: 'create_project',
    layer: 'project',
    resource: 'project',
    noun: { one: 'project', many: 'projects' },
    spec: projectSpecSchema,
  },
  {
    type: 'create_source',
    layer: 'source',
    resource: 'source',
    noun: { one: 'source', many: 'sources' },
    spec: sourceSpecSchema,
  },
  {
    type: 'update_source',
    layer: 'source',
    resource: 'source',
    noun: { one: 'source', many: 'sources' },
    spec: sourceSpecSchema,
  },
  { type: 'create_staging', layer: 'staging', resource: 'model', noun: MODEL, spec: stagingSpecSchema },
  {
    type: 'update_staging',
    layer: 'staging',
    resource: 'model',
    noun: MODEL,
    spec: z.union([stagingSpecSchema, stagingColumnsSpecSchema]),
  },
  {
    type: 'create_intermediate',
    layer: 'intermediate',
    resource: 'model',
    noun: MODEL,
    spec: z.union([intermediateSpecSchema, writtenSpecSchema]),
  },
  {
    type: 'create_mart',
    layer: 'marts',
    resource: 'model',
    noun: MODEL,
    spec: z.union([martSpecSchema, writtenSpecSchema]),
  },
  {
    type: 'update_mart',
    layer: 'marts',
    resource: 'model',
    noun: MODEL,
    spec: z.union([martSpecSchema, intermediateSpecSchema, writtenSpecSchema]),
  },
  {
    type: 'add_tests',
    layer: 'tests',
    resource: 'model',
    noun: { one: 'node', many: 'nodes' },
    spec: anyNodeSchema,
  },
  {
    type: 'update_docs',
    layer: 'docs',
    resource: 'model',
    noun: { one: 'node', many: 'nodes' },
    spec: anyNodeSchema,
  },
  { type: 'retire_model', layer: 'retired', resource: 'model', noun: MODEL, spec: retiredSpecSchema },
];

/** The kind of a type. A type that is not in the table is taken for a model of a layer of its own. */
export function kindOf(type: string, kinds: readonly ActionKind[] = ACTION_KINDS): ActionKind {
  return kinds.find((kind) => kind.type === type) ?? { type, layer: type, resource: 'model', noun: MODEL };
}
