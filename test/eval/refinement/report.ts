import type { Score } from '../inference/score.ts';
import { measuresOf, ratio, sumScores } from '../inference/score.ts';
import { digits, table } from '../inference/text-table.ts';
import { addScores } from '../staging/score.ts';
import type { NamesScore, RefinementScore } from './score-refinement.ts';
import { lowered, spoiled } from './score-refinement.ts';

const HEAD = ['', 'keys', 'rules', 'lies', 'truth', 'references', 'rules', 'lies', 'truth', '* rules', 'lies', 'truth'];

/** All schemas as one. */
export function totalOf(scores: readonly RefinementScore[], name = `all (${scores.length})`): RefinementScore {
  const seeds = [...(scores[0]?.lies ?? []).keys()];
  return {
    name,
    rules: sumScores(scores.map(({ rules }) => rules)),
    lies: seeds.map((seed) => sumScores(scores.flatMap(({ lies }) => lies[seed] ?? []))),
    truth: sumScores(scores.map(({ truth }) => truth)),
  };
}

/** A line for each schema, then all of them as one, and what each model made worse over all. Pure. */
export function refinementReport(scores: readonly RefinementScore[]): string[] {
  const total = totalOf(scores);
  return [
    ...table([HEAD, ...scores.map(scoreRow), scoreRow(total)]),
    '',
    'keys: share that is right; references: F1, * over tables that declare any; lies: the worst of all seeds',
    ...modelsOf(total).flatMap(([model, after]) => {
      const worse = lowered(total.rules, after);
      return worse.length > 0 ? [`${model}: worse than the rules: ${worse.join(', ')}`] : [];
    }),
  ];
}

/** Each key and edge that a model spoiled. Pure. */
export function errorLines(scores: readonly RefinementScore[]): string[] {
  return scores.flatMap((schema) =>
    modelsOf(schema).flatMap(([model, after]) =>
      spoiled(schema.rules, after).map((error) => `${schema.name} ${model}: ${error}`),
    ),
  );
}

function modelsOf({ truth, lies }: RefinementScore): [string, Score][] {
  return [['truth', truth], ...lies.map((lie, at): [string, Score] => [`lies ${at + 1}`, lie])];
}

function scoreRow({ name, rules, lies, truth }: RefinementScore): string[] {
  const cells = (of: (score: Score) => number | null): string[] => {
    const worst = lies.map(of).flatMap((value) => value ?? []);
    return [digits(of(rules)), digits(worst.length > 0 ? Math.min(...worst) : null), digits(of(truth))];
  };
  return [
    name,
    String(rules.keys.declared),
    ...cells(({ keys }) => ratio(keys.right, keys.declared)),
    String(rules.edges.declared),
    ...cells(({ edges }) => measuresOf(edges).f1),
    ...cells(({ declaring }) => measuresOf(declaring).f1),
  ];
}

/** The names of all schemas as one. Pure. */
export function totalOfNames(scores: readonly NamesScore[]): NamesScore {
  const seeds = [...(scores[0]?.lies ?? []).keys()];
  return {
    name: `all (${scores.length})`,
    rules: addScores(scores.map(({ rules }) => rules)),
    lies: seeds.map((seed) => addScores(scores.flatMap(({ lies }) => lies[seed] ?? []))),
  };
}

/** The share of names that are the experts', for each schema and for all. Pure. */
export function namesReport(scores: readonly NamesScore[]): string[] {
  const row = ({ name, rules, lies }: NamesScore): string[] => {
    const worst = Math.min(...lies.map(({ columnsRight }) => columnsRight));
    const shares = [rules.columnsRight, worst].map((right) => digits(ratio(right, rules.columns)));
    return [name, String(rules.columns), ...shares];
  };
  return table([['', 'names', 'rules', 'lies'], ...[...scores, totalOfNames(scores)].map(row)]);
}
