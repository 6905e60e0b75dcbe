import { join } from 'node:path';
import { DEFAULT_SETTINGS } from '../test/eval/inference/evaluate.ts';
import { namesReport } from '../test/eval/inference/report-names.ts';
import { runEvaluation } from '../test/eval/inference/run-evaluation.ts';

/** The first table of `npm run eval:inference -- test/fixtures/catalogs`, for the page that explains it. */
export async function evaluationTable(): Promise<string> {
  const catalogs = 'test/fixtures/catalogs';
  const { schemas } = await runEvaluation({
    folders: [join(import.meta.dirname, '..', catalogs)],
    settings: DEFAULT_SETTINGS,
  });
  const lines = namesReport(schemas);
  const table = lines.slice(0, lines.indexOf(''));
  return ['```console', `$ npm run eval:inference -- ${catalogs}`, ...table, '```'].join('\n');
}
