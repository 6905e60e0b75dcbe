import type { ExecutionPlan } from '../../src/plan/plan.ts';
import type { BuildResult, DbtWorker } from './dbt-worker.ts';
import { startDbtWorker } from './dbt-worker.ts';
import type { FarPlanner } from './far-planner.ts';
import { startFarPlanner } from './far-planner.ts';
import { modelsOf } from './plan-models.ts';

/** What came of one schema: counts, and everything that was not as it must be, in words. */
export interface Proof {
  readonly name: string;
  readonly tables: number;
  readonly models: number;
  readonly marts: number;
  readonly tests: number;
  /** Faults that were planted into the rows, and found by exactly the right tests. */
  readonly faults: readonly string[];
  /** Tests of severity warn that found something, with the number of rows. */
  readonly warned: readonly string[];
  readonly problems: readonly string[];
}

/** Processes that a proof needs: dear to start, so each proves many schemas, one after another. */
export interface ProofTools {
  readonly worker: DbtWorker;
  readonly far: FarPlanner;
  close(): void;
}

export function startTools(): ProofTools {
  const worker = startDbtWorker();
  const far = startFarPlanner();
  return {
    worker,
    far,
    close: () => {
      worker.close();
      far.close();
    },
  };
}

/** The counts of a proof. */
export function proofCounts(plan: ExecutionPlan, built: BuildResult): Pick<Proof, 'models' | 'marts' | 'tests'> {
  const models = [...modelsOf(plan).models.values()];
  return {
    models: models.length,
    marts: models.filter((model) => model.kind === 'mart').length,
    tests: built.nodes.filter((node) => node.unique_id.startsWith('test.')).length,
  };
}
