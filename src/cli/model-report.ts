import type { Config } from '../config.ts';
import type { ReadReport } from '../report/read-report.ts';
import { reflect } from '../report/reflect.ts';
import type { OnboardingReport } from '../report/report.ts';
import type { Call } from './command.ts';
import { modelLimits } from './model-limits.ts';
import { chooseModel } from './provider-options.ts';
import { withProgress } from './with-progress.ts';

/** A report, with a model's words where flags or `report: model` in cartridge.yml ask for them. */
export async function modelReport(call: Call, read: ReadReport, config: Config): Promise<OnboardingReport> {
  const isWanted = call.options['provider'] !== undefined || config.report === 'model';
  const model = isWanted ? chooseModel(call, config) : null;
  if (!model) return read.report;
  if (model.said) call.screen.note([`${model.said}.`]);
  return await withProgress(call, async (onEvent) => {
    onEvent({ type: 'stage', stage: 'refine', status: 'started' });
    return await reflect(read, { ...model, ...modelLimits(call), signal: call.io.signal });
  });
}
