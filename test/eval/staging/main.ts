// npm run eval:staging -- <folder of gold> <folder of catalogs> [--errors]: how much of the experts' staging models we write.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { catalogSchema } from '../../../src/catalog/catalog.ts';
import type { ExpertModel } from './gold.ts';
import { expertModels, parseGold } from './gold.ts';
import { ourNames, plainNames, sameNames } from './namers.ts';
import type { Namer, StagingScore } from './score.ts';
import { addScores, scoreNames } from './score.ts';

const [goldFolder, catalogFolder, ...flags] = process.argv.slice(2);
if (goldFolder === undefined || catalogFolder === undefined) {
  console.error('usage: npm run eval:staging -- <folder of gold> <folder of catalogs> [--errors]');
  process.exit(2);
}
const schemas = readdirSync(goldFolder)
  .filter((file) => file.endsWith('.json'))
  .sort()
  .map((file) => {
    const catalog = catalogSchema.parse(JSON.parse(readFileSync(join(catalogFolder, file), 'utf8')));
    const experts = expertModels(parseGold(readFileSync(join(goldFolder, file), 'utf8')), catalog);
    return { name: file.replace('.json', ''), experts, ours: ourNames(catalog) };
  });

console.log(`${'schema'.padEnd(22)}${'columns'.padStart(9)}${'same'.padStart(8)}${'plain'.padStart(8)}${'ours'.padStart(8)}
${''.padEnd(22)}${'models'.padStart(9)}${'whole'.padStart(8)}${'whole'.padStart(8)}${'whole'.padStart(8)}${'>= .8'.padStart(8)}${'computed'.padStart(10)}`);
const rows = schemas.map(({ name, experts, ours }) => {
  if (flags.includes('--errors')) printErrors(name, experts, ours);
  const scores = [sameNames, plainNames, ours].map((namer) => scoreNames(experts, namer));
  const computed = experts.reduce((total, expert) => total + expert.computed.length, 0);
  print(name, scores, computed);
  return { scores, computed };
});
const totals = [0, 1, 2].map((at) => addScores(rows.flatMap(({ scores }) => scores[at] ?? [])));
print(
  'all',
  totals,
  rows.reduce((total, row) => total + row.computed, 0),
);

function print(name: string, scores: readonly StagingScore[], computed: number): void {
  const [{ columns, models } = { columns: 0, models: 0 }] = scores;
  const names = scores.map((score) => share(score.columnsRight, columns)).join('');
  const whole = scores.map((score) => share(score.modelsRight, models)).join('');
  const nearly = share(scores.at(-1)?.modelsNearly ?? 0, models);
  console.log(`${name.padEnd(22)}${String(columns).padStart(9)}${names}
${''.padEnd(22)}${String(models).padStart(9)}${whole}${nearly}${String(computed).padStart(10)}`);
}

function share(part: number, all: number): string {
  return (all === 0 ? '-' : `${((100 * part) / all).toFixed(1)}%`).padStart(8);
}

function printErrors(schema: string, experts: readonly ExpertModel[], namer: Namer): void {
  for (const { name, table, names } of experts) {
    for (const [raw, as] of names) {
      const ours = namer(table, raw);
      if (ours?.toLowerCase() !== as)
        console.log(`${schema} ${name}.${raw}: experts ${as}, ours ${ours ?? 'left out'}`);
    }
  }
}
