import type { ExecutionPlan } from '../plan/plan.ts';
import { costOf } from '../providers/cost.ts';
import { modelFacts } from '../providers/models.ts';
import type { Usage } from '../providers/provider.ts';
import { VENDORS } from '../providers/provider.ts';

/** Dollars that the model of a plan cost; null where its price is not known. */
export function costOfPlan({ provider }: Pick<ExecutionPlan, 'provider'>, usage: Usage): number | null {
  return costOfModel(provider.name, provider.model, usage);
}

export function costOfModel(name: string, model: string | undefined, usage: Usage): number | null {
  const vendor = VENDORS.find((each) => each === name);
  return vendor === undefined || model === undefined ? null : costOf(usage, modelFacts(vendor, model));
}
