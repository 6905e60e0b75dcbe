import type { ExecutionPlan } from '../../src/plan/plan.ts';
import type { ProjectSpec } from '../../src/plan/project-spec.ts';
import type { ModelSpec, SourceSpec, StagingSpec } from '../../src/plan/specs.ts';

/** What a plan says of its models, for working out what a build must show. */
export interface PlanModels {
  readonly project: ProjectSpec | undefined;
  readonly models: ReadonlyMap<string, ModelSpec>;
  readonly sources: readonly SourceSpec[];
}

export function modelsOf(plan: ExecutionPlan): PlanModels {
  const specs = plan.actions.map((action) => action.spec as unknown as ModelSpec | SourceSpec | ProjectSpec);
  const models = specs.filter((spec) => spec.kind !== 'source' && spec.kind !== 'project');
  return {
    project: specs.find((spec) => spec.kind === 'project'),
    models: new Map(models.map((model) => [model.name, model])),
    sources: specs.filter((spec) => spec.kind === 'source'),
  };
}

/** Staging model of a raw table. */
export function stagingOf({ models, sources }: PlanModels, table: string): StagingSpec | undefined {
  const name = sources
    .flatMap((source) => source.tables)
    .find((entry) => (entry.identifier ?? entry.name) === table)?.name;
  return [...models.values()].find((model) => model.kind === 'staging' && model.table === name) as
    | StagingSpec
    | undefined;
}

/** Raw table below a staging model; undefined for any other model. */
export function rawTableOf({ models, sources }: PlanModels, model: string): string | undefined {
  const staging = models.get(model);
  if (staging?.kind !== 'staging') return undefined;
  const table = sources
    .find((source) => source.name === staging.source)
    ?.tables.find((entry) => entry.name === staging.table);
  return table && (table.identifier ?? table.name);
}
