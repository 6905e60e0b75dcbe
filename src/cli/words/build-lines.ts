import type { NodeResult } from '../../outside/dbt-results.ts';
import type { DbtRunResult } from '../../outside/run-dbt.ts';
import type { Look } from '../screen.ts';
import { count } from './count.ts';
import { duration } from './duration.ts';
import { indented, withNote } from './layout.ts';

/** Times stand at the right edge, but never so far that the eye loses the line. */
const NOTE_EDGE = 72;

/** What a `dbt build` came to: `dbt build: 23 models, 76 tests, all passed`; below it what did not pass. Pure. */
export function buildLines(result: DbtRunResult, { ms, look }: { ms: number; look: Look }): string[] {
  if (result.noAnswer !== null) return indented(`dbt build gave no answer: ${result.noAnswer}`, 0, look.width);
  const models = result.nodes.filter((node) => node.id.startsWith('model.'));
  const tests = result.nodes.filter((node) => node.id.startsWith('test.'));
  const worse = result.nodes.filter((node) => !PASSED.has(node.status));
  const end = worse.length === 0 ? 'all passed' : `${count(worse.length, 'of them did', 'of them did')} not pass`;
  const summary = `dbt build: ${count(models.length, 'model')}, ${count(tests.length, 'test')}, ${end}`;
  return [
    withNote(summary, look.colour.dim(duration(ms)), Math.min(look.width, NOTE_EDGE)).trimEnd(),
    ...worse.flatMap((node) => indented(nodeText(node), 2, look.width)),
    ...result.findings.flatMap(({ level, message }) => indented(`${level}: ${message}`, 2, look.width)),
  ];
}

/** dbt's words for a model that was built and a test that passed. */
const PASSED = new Set(['success', 'pass']);

function nodeText({ name, status, message }: NodeResult): string {
  const [reason = ''] = message.trim().split('\n');
  return `${name}: ${status}${reason === '' ? '' : `, ${reason}`}`;
}
