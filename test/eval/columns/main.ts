// npm run eval:columns -- <folder of catalogs> [--errors]: scores personal data and kinds of columns against the truth here.
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { catalogSchema } from '../../../src/catalog/catalog.ts';
import { KIND_TRUTH } from './kind-truth.ts';
import { PERSONAL_TRUTH } from './personal-truth.ts';
import type { PersonalScore } from './score-columns.ts';
import { UNSEEN_KIND_TRUTH } from './unseen-kind-truth.ts';
import { LAST_UNSEEN_TRUTH } from './unseen-truth-2.ts';
import { UNSEEN_TRUTH } from './unseen-truth.ts';
import { believedColumns, bySubstring, readKinds, scorePersonal } from './score-columns.ts';

const { values, positionals } = parseArgs({ allowPositionals: true, options: { errors: { type: 'boolean' } } });
const folder = positionals[0] ?? '.';

printPersonal();
printKinds();

function printPersonal(): void {
  const scores: [string, PersonalScore, PersonalScore][] = [];
  for (const [schema, truth] of Object.entries({ ...PERSONAL_TRUTH, ...UNSEEN_TRUTH, ...LAST_UNSEEN_TRUTH })) {
    const catalog = readCatalog(schema);
    if (!catalog) continue;
    const columns = believedColumns(catalog);
    const score = scorePersonal(columns, truth, (_name, belief) => belief.pii);
    scores.push([schema, score, scorePersonal(columns, truth, bySubstring)]);
    if (values.errors) for (const error of score.errors) console.log(`${schema} ${error}`);
  }
  console.log(
    `${'personal data'.padEnd(22)}${'columns'.padStart(9)}${'personal'.padStart(10)}${'P'.padStart(8)}${'R'.padStart(7)}${'kind'.padStart(7)}${'substring P'.padStart(14)}${'R'.padStart(7)}`,
  );
  for (const [schema, score, plain] of scores) console.log(personalLine(schema, score, plain));
  console.log(personalLine('all', total(scores.map(([, score]) => score)), total(scores.map(([, , plain]) => plain))));
}

function personalLine(name: string, score: PersonalScore, plain: PersonalScore): string {
  const numbers = [score.right / score.found, score.right / score.personal, score.kindRight / score.personal];
  const [p, r, kind] = numbers.map(share);
  return `${name.padEnd(22)}${String(score.columns).padStart(9)}${String(score.personal).padStart(10)}${p?.padStart(8)}${r?.padStart(7)}${kind?.padStart(7)}${share(plain.right / plain.found).padStart(14)}${share(plain.right / plain.personal).padStart(7)}`;
}

function total(scores: readonly PersonalScore[]): PersonalScore {
  const sum = (key: Exclude<keyof PersonalScore, 'errors'>) => scores.reduce((all, score) => all + score[key], 0);
  return {
    columns: sum('columns'),
    personal: sum('personal'),
    found: sum('found'),
    right: sum('right'),
    kindRight: sum('kindRight'),
    errors: [],
  };
}

function printKinds(): void {
  let [columns, right] = [0, 0];
  for (const [schema, truth] of Object.entries({ ...KIND_TRUTH, ...UNSEEN_KIND_TRUTH })) {
    const catalog = readCatalog(schema);
    if (!catalog) continue;
    const believed = believedColumns(catalog);
    for (const [name, kinds] of readKinds(truth)) {
      const kind = believed.get(name)?.kind ?? 'absent';
      columns++;
      if (kinds.includes(kind)) right++;
      else if (values.errors) console.log(`${schema} ${name}: ${kinds.join(' or ')}, believed ${kind}`);
    }
  }
  console.log(`kinds of columns: ${right} of ${columns} right (${share(right / columns)})`);
}

function readCatalog(schema: string): Catalog | null {
  const path = join(folder, `${schema}.json`);
  return existsSync(path) ? catalogSchema.parse(JSON.parse(readFileSync(path, 'utf8'))) : null;
}

function share(value: number): string {
  return Number.isNaN(value) ? '-' : value.toFixed(3);
}
