// npm run eval:refinement -- CATALOGS...: hides what the schemas declare, and scores what is believed by the rules alone, with a
// model that says something false of every table and column, and with one that says what is hidden. Exits 1 if lies lower, over all,
// the right keys or the F1 of references of tables that declare any (* below: others count what is true but undeclared as wrong).
//   --most-tables N    larger schemas are left out (130)
//   --seeds N          so many models lie (3)
//   --gold FOLDER      names of staging too, where experts wrote staging models (as eval:staging reads them)
//   --errors           each key and edge that a model spoiled
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { readCatalogs } from '../inference/run-evaluation.ts';
import { expertModels, parseGold } from '../staging/gold.ts';
import { errorLines, namesReport, refinementReport, totalOf, totalOfNames } from './report.ts';
import type { NamesScore, RefinementScore } from './score-refinement.ts';
import { lowered, scoreRefinement, scoreRenames } from './score-refinement.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    'most-tables': { type: 'string', default: '130' },
    seeds: { type: 'string', default: '3' },
    gold: { type: 'string' },
    errors: { type: 'boolean', default: false },
  },
});
if (positionals.length === 0) {
  console.error(
    'Which schemas? npm run eval:refinement -- CATALOGS [--most-tables N] [--seeds N] [--gold FOLDER] [--errors]',
  );
  process.exit(2);
}
const seeds = Array.from({ length: Number(values.seeds) }, (_, at) => at + 1);
const scores: RefinementScore[] = [];
const names: NamesScore[] = [];
const leftOut: string[] = [];
for await (const { name, catalog } of readCatalogs(positionals)) {
  const gold = values.gold === undefined ? null : join(values.gold, `${name}.json`);
  if (gold !== null && existsSync(gold)) {
    const experts = expertModels(parseGold(readFileSync(gold, 'utf8')), catalog);
    names.push(await scoreRenames(name, { catalog, experts }, seeds));
  }
  const declares = catalog.tables.some(
    (table) => (table.primary_key ?? []).length + (table.foreign_keys ?? []).length > 0,
  );
  if (!declares) leftOut.push(`${name} (declares nothing)`);
  else if (catalog.tables.length > Number(values['most-tables']))
    leftOut.push(`${name} (${catalog.tables.length} tables)`);
  else scores.push(await scoreRefinement(name, catalog, seeds));
}
console.log(refinementReport(scores).join('\n'));
if (leftOut.length > 0) console.log(`left out: ${leftOut.join(', ')}`);
if (names.length > 0) console.log(['', ...namesReport(names)].join('\n'));
if (values.errors) console.log(errorLines(scores).join('\n'));
const { rules, lies } = totalOf(scores);
const renamed = totalOfNames(names);
const isWorse =
  lies.some((lie) => lowered(rules, lie).length > 0) ||
  renamed.lies.some(({ columnsRight }) => columnsRight < renamed.rules.columnsRight);
process.exitCode = lies.length === 0 || isWorse ? 1 : 0;
