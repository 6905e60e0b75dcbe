// npm run eval:conventions -- <folder of clones> [--unseen]: what is found of the conventions of public projects, against what a person
// read there. Clones are named `owner+name` or `name`. Exits 1 below 95%, or if anything wrong was claimed with more than .9.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { ProjectContext } from '../../../src/context/context.ts';
import { scanProject } from '../../../src/context/scan-project.ts';
import type { Expected, Outcome } from './score.ts';
import { isOverclaimed, isRight, scoreProject } from './score.ts';

const ENOUGH = 0.95;

const { values, positionals } = parseArgs({ allowPositionals: true, options: { unseen: { type: 'boolean' } } });
const [clones = '.'] = positionals;
const expectations = join(import.meta.dirname, 'expected', values.unseen === true ? 'unseen' : '');

const outcomes: Outcome[] = [];
for (const file of readdirSync(expectations).sort()) {
  if (!file.endsWith('.json')) continue;
  const expected = JSON.parse(readFileSync(join(expectations, file), 'utf8')) as Expected;
  const projectDir = findClone(expected);
  if (projectDir === null) {
    console.log(`${expected.project}: no clone of ${expected.repository} in ${clones}`);
    continue;
  }
  const context = await scanProject(projectDir, { config: {} });
  const scored = scoreProject(expected, context.conventions);
  outcomes.push(...scored);
  console.log(`${summary(expected.project, scored)}   ${foundOf(expected, context)}`);
  for (const outcome of scored.filter(({ result }) => result !== 'right')) console.log(describe(outcome));
}
console.log(summary('all', outcomes));
const right = outcomes.filter(({ result }) => result === 'right').length;
process.exitCode = right >= outcomes.length * ENOUGH && !outcomes.some(isOverclaimed) && right > 0 ? 0 : 1;

function findClone({ repository, folder }: Expected): string | null {
  const names = [repository.replace('/', '+'), repository.split('/').at(-1) ?? ''];
  return (
    names.map((name) => join(clones, name, folder)).find((path) => existsSync(join(path, 'dbt_project.yml'))) ?? null
  );
}

function summary(name: string, scored: readonly Outcome[]): string {
  const count = (result: Outcome['result']): number => scored.filter((outcome) => outcome.result === result).length;
  const share = ((count('right') / Math.max(1, scored.length)) * 100).toFixed(1);
  const sure = scored.filter(isOverclaimed).length;
  return `${name.padEnd(20)} ${count('right')} of ${scored.length} right (${share}%), ${count('wrong')} wrong, ${count('missing')} missing, ${sure} wrong that claimed more than .9`;
}

/** Adapter and version are found by the scanner, and not counted among the conventions. */
function foundOf(expected: Expected, { adapter, dbt_version }: ProjectContext): string {
  const version = dbt_version?.version ?? null;
  return [
    `adapter ${adapter?.name ?? 'unknown'}${isRight(expected.adapter, adapter?.name ?? null) ? '' : ' (wrong)'}`,
    `dbt ${version ?? 'unknown'}${isRight(expected.dbt_version, version) ? '' : ' (wrong)'}`,
  ].join(', ');
}

function describe({ name, result, expected, found }: Outcome): string {
  const claim = found
    ? `found ${JSON.stringify(found.value)}, sure ${found.confidence}, ${found.found} of ${found.of}, ${found.decided_by}: ${found.examples.join(', ')}`
    : 'found nothing';
  return `  ${result.padEnd(8)} ${name}: expected ${JSON.stringify(expected)}, ${claim}`;
}
