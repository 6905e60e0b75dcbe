import type { Catalog } from '../../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';
import { infer } from '../../../src/inference/infer.ts';
import { believedClaims, declaredClaims } from './claims.ts';
import type { Density } from './density.ts';
import { densityOf } from './density.ts';
import { hideDeclarations } from './hide-declarations.ts';
import { plainRule } from './plain-rule.ts';
import type { RoleScore } from './role-score.ts';
import { scoreRoles } from './role-score.ts';
import type { Score } from './score.ts';
import { scoreClaims } from './score.ts';

export interface Settings {
  /** Edges from this probability on count as found. */
  readonly threshold: number;
  /** Decides the order in which inference sees the tables. */
  readonly seed: number;
}

export const DEFAULT_SETTINGS: Settings = { threshold: 0.5, seed: 0 };

/** One schema, scored by names and types alone. */
export interface SchemaScore {
  readonly name: string;
  readonly tables: number;
  readonly density: Density;
  readonly score: Score;
  /** The plain `<table>_id` rule on the same schema. */
  readonly plain: Score;
  readonly roles: RoleScore | null;
}

/** Something that believes of a catalog without declarations. */
export type Believer = (hidden: Catalog) => Beliefs;

export const byNames: Believer = (hidden) => infer(hidden, NO_EVIDENCE).beliefs;

/** Hides what a resolved catalog declares, lets the believer infer it again, and scores that. */
export function scoreBeliefs(catalog: Catalog, believer: Believer, settings = DEFAULT_SETTINGS): Score {
  const beliefs = believer(hideDeclarations(catalog, settings.seed));
  return scoreClaims(declaredClaims(catalog), believedClaims(beliefs), settings.threshold);
}

/** Everything that names and types alone are scored by. `name` finds the expected roles. */
export function evaluateSchema(name: string, catalog: Catalog, settings: Settings): SchemaScore {
  const beliefs = byNames(hideDeclarations(catalog, settings.seed));
  const truth = declaredClaims(catalog);
  return {
    name,
    tables: catalog.tables.length,
    density: densityOf(catalog),
    score: scoreClaims(truth, believedClaims(beliefs), settings.threshold),
    plain: scoreClaims(truth, plainRule(catalog), settings.threshold),
    roles: scoreRoles(name, beliefs),
  };
}

/**
 * For what is learned: each schema is scored by a believer that learned from all the others and never saw it. `learn`
 * gets resolved catalogs with their declarations.
 */
export function leaveOneOut(
  catalogs: ReadonlyMap<string, Catalog>,
  learn: (others: readonly Catalog[]) => Believer,
): ReadonlyMap<string, Score> {
  const all = [...catalogs];
  return new Map(
    all.map(([name, catalog]) => {
      const others = all.filter(([other]) => other !== name).map(([, other]) => other);
      return [name, scoreBeliefs(catalog, learn(others))];
    }),
  );
}
