/** The public API, by name. The CLI is written on the same functions. */
export { generateExecutionPlan, readBeliefs, readCatalog } from './onboard.ts';
export type { PlanOutcome } from './onboard.ts';
export type { PlanRequest, RefineRequest } from './onboarding/plan-request.ts';
export { chooseProvider } from './providers/choose-provider.ts';
export { openProvider } from './providers/open-provider.ts';
export type { ModelReply, ModelRequest, Provider, Usage } from './providers/provider.ts';
export type { ReadRequest } from './reading/read-tables.ts';
export { checkProject } from './check-project.ts';
export type { CheckRequest } from './check-project.ts';
export type { CheckReport } from './planner/coverage/report.ts';

export { scanProject } from './context/scan-project.ts';
export type { ProjectContext } from './context/context.ts';
export type { Layer, Style } from './context/style.ts';
export { readConfig } from './config.ts';
export type { Config } from './config.ts';

export type { Catalog, Column, ForeignKey, Table } from './catalog/catalog.ts';
export type { Evidence, Probe } from './catalog/evidence.ts';
export { NO_EVIDENCE } from './catalog/evidence.ts';
export { infer } from './inference/infer.ts';
export type { Beliefs, ColumnBelief, Relationship, Role, TableBelief } from './inference/beliefs.ts';
export type { Question } from './inference/questions/question.ts';
export { parseAnswers } from './inference/questions/parse-answers.ts';
export type { GivenAnswer } from './inference/questions/answers.ts';

export { parsePlan } from './plan/parse-plan.ts';
export { checkPlan } from './plan/rules.ts';
export { checkSeal, sealPlan } from './plan/seal.ts';
export type { Action, Batch, ExecutionPlan, PlannedFile } from './plan/plan.ts';
export { findPlan } from './store/find-plan.ts';
export { savePlan } from './store/plans.ts';

export { findDbt } from './outside/dbt.ts';
export { verifyPlan } from './verify/verify-plan.ts';
export type { VerifyLevel, VerifyReport } from './verify/verify-plan.ts';
export {
  applyForProgram as applyPlan,
  resumeForProgram as resumeRun,
  rollbackForProgram as rollbackRun,
} from './executor/library-runs.ts';
export type { ApplyRequest, NamedRunRequest } from './executor/library-runs.ts';
export type { ApplyResult } from './executor/apply-plan.ts';
export type { ResumeResult } from './executor/resume-run.ts';
export type { RollbackResult } from './executor/roll-back-files.ts';
export { readStatus } from './executor/read-status.ts';
export { readHistory } from './executor/read-history.ts';

export { CartridgeError, ERRORS, EXIT } from './errors.ts';
export type { ErrorCode, ExitStatus, Problem, Where } from './errors.ts';
export type { Event, OnEvent } from './events.ts';
