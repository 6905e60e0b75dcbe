import type { ExpertModel } from './gold.ts';

/** Names of staging columns, by table and raw column: what some namer would call them. */
export type Namer = (table: ExpertModel['table'], column: string) => string | undefined;

export interface StagingScore {
  readonly columns: number;
  readonly columnsRight: number;
  readonly models: number;
  readonly modelsRight: number;
  /** Models of which at least four in five columns are right. */
  readonly modelsNearly: number;
}

/** How many of the experts' columns, and of their whole models, a namer gives. */
export function scoreNames(experts: readonly ExpertModel[], namer: Namer): StagingScore {
  const models = experts.map((expert) => {
    const right = [...expert.names].filter(([raw, as]) => namer(expert.table, raw)?.toLowerCase() === as).length;
    return { all: expert.names.size, right, whole: expert.whole };
  });
  const whole = models.filter((model) => model.whole);
  return {
    columns: sum(models.map(({ all }) => all)),
    columnsRight: sum(models.map(({ right }) => right)),
    models: whole.length,
    modelsRight: whole.filter(({ all, right }) => all === right).length,
    modelsNearly: whole.filter(({ all, right }) => right >= 0.8 * all).length,
  };
}

/** Several schemas as one. */
export function addScores(scores: readonly StagingScore[]): StagingScore {
  const total = (of: (score: StagingScore) => number): number => sum(scores.map(of));
  return {
    columns: total(({ columns }) => columns),
    columnsRight: total(({ columnsRight }) => columnsRight),
    models: total(({ models }) => models),
    modelsRight: total(({ modelsRight }) => modelsRight),
    modelsNearly: total(({ modelsNearly }) => modelsNearly),
  };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
