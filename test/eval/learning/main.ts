// npm run learn:weights -- CATALOGS...: would weights that are learned judge references better than those set by hand?
// Each schema is judged by weights learned from the others. Nothing is written.
//   --judge FOLDER   judges the schemas of that folder instead, by weights learned from CATALOGS
//   --undeclared W   how much an edge counts that nobody declared (0.3);   --penalty P   against large weights (1)
//   --weights        the weights learned from all schemas
import { parseArgs } from 'node:util';
import { calibrate } from '../inference/calibration.ts';
import { readCatalogs } from '../inference/run-evaluation.ts';
import type { Score } from '../inference/score.ts';
import { measuresOf, ratio, sumScores } from '../inference/score.ts';
import { digits, table } from '../inference/text-table.ts';
import { EDGE_FEATURES } from './edge-features.ts';
import { learn, scoreHeldOut } from './held-out.ts';
import type { Schema } from './schemas.ts';
import { readSchema, scoreWith } from './schemas.ts';

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    undeclared: { type: 'string', default: '0.3' },
    penalty: { type: 'string', default: '1' },
    weights: { type: 'boolean', default: false },
    judge: { type: 'string' },
  },
});
const undeclared = Number(values.undeclared);
const penalty = Number(values.penalty);
const all = EDGE_FEATURES.map((_, at) => at);
const sets = {
  'the score alone': [0],
  'and which rule': all.filter((at) => EDGE_FEATURES[at]?.startsWith('rule_')),
  'every feature': all,
};

const schemas = await readSchemas(positionals);
const judged = values.judge === undefined ? schemas : await readSchemas([values.judge]);
const rows = [
  ['', 'F1', 'mean F1', 'error', 'p >= .9', 'right'],
  reportRow(
    'set by hand',
    judged.map((schema) => scoreWith(schema, null)),
  ),
  ...Object.entries(sets).map(([label, features]) => reportRow(label, scoresOf(features))),
];
console.log(table(rows).join('\n'));
if (values.weights) console.log(['', ...weightLines()].join('\n'));

async function readSchemas(folders: readonly string[]): Promise<Schema[]> {
  const read: Schema[] = [];
  for await (const { name, catalog } of readCatalogs(folders)) {
    if (catalog.tables.some(({ foreign_keys: keys }) => keys?.length)) read.push(readSchema(name, catalog));
  }
  return read;
}

function scoresOf(features: readonly number[]): Score[] {
  const learning = { features, undeclared, penalty };
  if (judged === schemas) return scoreHeldOut(schemas, learning);
  const learned = learn(schemas, learning);
  return judged.map((schema) => scoreWith(schema, learned));
}

function weightLines(): string[] {
  const { intercept, weights } = learn(schemas, { features: all, undeclared, penalty });
  return table([['intercept', digits(intercept)], ...EDGE_FEATURES.map((name, at) => [name, digits(weights[at])])]);
}

function reportRow(label: string, scores: readonly Score[]): string[] {
  const dense = scores.filter((_, at) => judged[at]?.dense);
  const mean = dense.reduce((sum, { edges }) => sum + (measuresOf(edges).f1 ?? 0), 0);
  const decided = sumScores(scores).judged.filter((one) => one.decided);
  const sure = decided.filter(({ probability }) => probability >= 0.9);
  return [
    label,
    digits(measuresOf(sumScores(dense).edges).f1),
    digits(ratio(mean, dense.length)),
    digits(calibrate(decided).error),
    String(sure.length),
    digits(ratio(sure.filter(({ right }) => right).length, sure.length)),
  ];
}
