import type { Catalog } from '../../../src/catalog/catalog.ts';
import { tableLabel } from '../../../src/catalog/catalog.ts';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { NO_ANSWERS } from '../../../src/inference/questions/answers.ts';
import type { Candidate } from '../../../src/inference/relationships/candidate.ts';
import { resolveCandidates } from '../../../src/inference/relationships/resolve.ts';
import { readStructure } from '../../../src/inference/structure.ts';
import type { Structure } from '../../../src/inference/structure.ts';
import { orderTables } from '../../../src/inference/table-order.ts';
import type { Claims, Edge } from '../inference/claims.ts';
import { declaredClaims, edgeKey } from '../inference/claims.ts';
import { densityOf } from '../inference/density.ts';
import { hideDeclarations } from '../inference/hide-declarations.ts';
import type { Score } from '../inference/score.ts';
import { scoreClaims } from '../inference/score.ts';
import { EDGE_FEATURES, edgeFeatures } from './edge-features.ts';
import { surroundingsOf } from './edge-surroundings.ts';
import { shares } from './fit-choices.ts';
import type { Choice, Weights } from './fit-choices.ts';

/** A schema to learn from, or to judge what was learned by: its declarations hidden, its candidates with what is true. */
export interface Schema {
  readonly name: string;
  readonly dense: boolean;
  readonly truth: Claims;
  readonly structure: Structure;
  readonly columns: readonly PointingColumns[];
}

/** Columns that may point somewhere, and where. */
export interface PointingColumns {
  readonly options: readonly Candidate[];
  readonly features: readonly (readonly number[])[];
  /** Which option is declared; null where none is. */
  readonly right: number | null;
  /** Whether the schema declares where one of the columns points; else, whether it does of another of its table. */
  readonly said: 'of_column' | 'of_table' | 'nothing';
}

/** Reads a resolved catalog once. */
export function readSchema(name: string, catalog: Catalog): Schema {
  const truth = declaredClaims(catalog);
  const { catalog: hidden } = orderTables(hideDeclarations(catalog));
  const structure = readStructure(hidden, NO_EVIDENCE, NO_ANSWERS);
  const surroundings = surroundingsOf(structure.candidates, structure.keys);
  const declared = new Set(truth.edges.map(edgeKey));
  const tables = new Set(truth.edges.map(({ child }) => child));
  const columns = new Set(truth.edges.flatMap((edge) => edge.columns.map((column) => `${edge.child}\0${column}`)));
  return {
    name,
    dense: densityOf(catalog).dense,
    truth,
    structure,
    columns: byColumns(structure.candidates).map((options): PointingColumns => {
      const edges = options.map(edgeOf);
      const right = edges.findIndex((edge) => declared.has(edgeKey(edge)));
      const ofColumn = edges.some((edge) => edge.columns.some((column) => columns.has(`${edge.child}\0${column}`)));
      return {
        options,
        features: options.map((option) => {
          const features = edgeFeatures(option, surroundings);
          return EDGE_FEATURES.map((feature) => features[feature]);
        }),
        right: right === -1 ? null : right,
        said: ofColumn ? 'of_column' : edges.some(({ child }) => tables.has(child)) ? 'of_table' : 'nothing',
      };
    }),
  };
}

/** Candidates of the same columns together. */
function byColumns(candidates: readonly Candidate[]): Candidate[][] {
  const groups = new Map<string, Candidate[]>();
  for (const candidate of candidates) {
    const key = [candidate.child.index, ...candidate.columns.map(({ position }) => position)].join(' ');
    const group = groups.get(key);
    if (group) group.push(candidate);
    else groups.set(key, [candidate]);
  }
  return [...groups.values()];
}

/**
 * What a schema teaches: where columns point that declare a key; less, that what a densely declared table leaves out points
 * nowhere, since many such references are true. The schema as a whole counts as much as the root of its number.
 */
export function choicesOf({ columns, dense }: Schema, undeclared: number): Choice[] {
  const weightOf = { of_column: 1, of_table: dense ? undeclared : 0, nothing: 0 };
  const choices = columns
    .map(({ features, right, said }) => ({ options: features, right, weight: weightOf[said] }))
    .filter(({ weight }) => weight > 0);
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  return choices.map((choice) => ({ ...choice, weight: choice.weight / Math.sqrt(total) }));
}

/** The schema's edges as they come out when candidates have the probabilities that the rules, or weights, give them. */
export function scoreWith(schema: Schema, learned: Weights | null): Score {
  const weighed = schema.columns.flatMap(({ options, features }) => {
    const said = learned === null ? [] : shares(features.map((each) => oddsOf(learned, each)));
    return options.map((option, at) => ({ ...option, probability: said[at] ?? option.probability }));
  });
  const chosen = resolveCandidates(weighed, schema.structure.keys);
  const edges = chosen.map((candidate) => ({ ...edgeOf(candidate), probability: candidate.probability }));
  return scoreClaims(schema.truth, { keys: schema.truth.keys, edges }, 0.5);
}

function oddsOf({ intercept, weights }: Weights, features: readonly number[]): number {
  return features.reduce((sum, value, at) => sum + value * (weights[at] ?? 0), intercept);
}

function edgeOf({ child, columns, parent, parentColumns }: Candidate): Edge {
  return {
    child: tableLabel(child.table),
    columns: columns.map(({ column }) => column.name),
    parent: tableLabel(parent.table),
    refColumns: parentColumns.map(({ column }) => column.name),
  };
}
