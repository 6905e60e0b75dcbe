import type { Weights } from './fit-choices.ts';
import { fitChoices } from './fit-choices.ts';
import type { Schema } from './schemas.ts';
import { choicesOf, scoreWith } from './schemas.ts';
import type { Score } from '../inference/score.ts';

/** What to learn, and how carefully. */
export interface Learning {
  /** Places of the features that may weigh something. */
  readonly features: readonly number[];
  /** How much an edge counts that a table leaves undeclared. */
  readonly undeclared: number;
  /** On the squares of the weights. */
  readonly penalty: number;
}

/** So many parts of the schemas are held out in turn. */
const PARTS = 8;
/** Schemas that share this much of the smaller one's tables are one schema in two guises. */
const ALIKE = 0.5;

/** Weights for every feature, zero for those that are not learned. */
export function learn(schemas: readonly Schema[], { features, undeclared, penalty }: Learning): Weights {
  const choices = schemas.flatMap((schema) =>
    choicesOf(schema, undeclared).map((choice) => ({
      ...choice,
      options: choice.options.map((option) => features.map((at) => option[at] ?? 0)),
    })),
  );
  const { intercept, weights } = fitChoices(choices, penalty);
  const all = Array.from({ length: Math.max(0, ...features) + 1 }, () => 0);
  for (const [at, feature] of features.entries()) all[feature] = weights[at] ?? 0;
  return { intercept, weights: all };
}

/** Each schema scored with weights learned from others only, its like held out with it. */
export function scoreHeldOut(schemas: readonly Schema[], learning: Learning): Score[] {
  const parts = partsOf(schemas);
  const learned = Array.from({ length: PARTS }, (_, part) =>
    learn(
      schemas.filter((__, at) => parts[at] !== part),
      learning,
    ),
  );
  return schemas.map((schema, at) => scoreWith(schema, learned[parts[at] ?? 0] ?? null));
}

/** The part that each schema is held out with. */
export function partsOf(schemas: readonly Schema[]): number[] {
  const names = schemas.map(({ structure }) => new Set(structure.vocabulary.tables.map(({ glued }) => glued)));
  const parts: number[] = [];
  for (const [at, own] of names.entries()) {
    const like = names.findIndex((other, before) => before < at && shareOf(own, other) >= ALIKE);
    parts.push(parts[like] ?? at % PARTS);
  }
  return parts;
}

function shareOf(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const both = [...one].filter((name) => other.has(name)).length;
  return both / Math.max(1, Math.min(one.size, other.size));
}
