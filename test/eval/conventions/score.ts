import type { Convention, ConventionName, Conventions } from '../../../src/context/conventions/convention.ts';
import { CONVENTION_NAMES } from '../../../src/context/conventions/convention.ts';

/** What a person who read a project says of its conventions (test/eval/conventions/expected). */
export interface Expected {
  readonly project: string;
  readonly repository: string;
  /** Folder of the dbt project within the repository; empty for the root. */
  readonly folder: string;
  readonly adapter?: unknown;
  readonly dbt_version?: unknown;
  /** Null: the project shows none. */
  readonly values: Readonly<Partial<Record<ConventionName, unknown>>>;
}

/** How one convention came out. */
export interface Outcome {
  readonly name: ConventionName;
  readonly result: 'right' | 'wrong' | 'missing';
  readonly expected: unknown;
  readonly found: Convention | undefined;
}

/** A claim of this or less says that nothing is known. */
const NO_CLAIM = 0.5;
/** A claim of more than this may never be wrong. */
const SURE_CLAIM = 0.9;

/** Compares what was found with what a person read, name by name. Pure. */
export function scoreProject({ values }: Expected, conventions: Conventions): Outcome[] {
  return CONVENTION_NAMES.filter((name) => name in values).map((name) => {
    const expected = values[name];
    const found = conventions[name];
    return { name, expected, found, result: resultOf({ name, expected, found, values }) };
  });
}

/** Whether a wrong one claimed to be sure: the one thing that may never be. */
export function isOverclaimed({ result, found }: Outcome): boolean {
  return result === 'wrong' && found !== undefined && found.confidence > SURE_CLAIM;
}

interface Compared extends Pick<Outcome, 'name' | 'expected' | 'found'> {
  readonly values: Expected['values'];
}

function resultOf({ name, expected, found, values }: Compared): Outcome['result'] {
  const isNone = found === undefined || found.value === null || found.confidence <= NO_CLAIM;
  const right = alternatives(expected).some((each) =>
    each === null ? isNone : found !== undefined && isSame(name, [each, found.value], values),
  );
  if (right) return 'right';
  return found === undefined ? 'missing' : 'wrong';
}

/** Whether a value is the one that was expected, or one of them. */
export function isRight(expected: unknown, value: string | null): boolean {
  return alternatives(expected ?? null).includes(value);
}

/** Where a project does both, two answers are right. */
function alternatives(expected: unknown): readonly unknown[] {
  const both = typeof expected === 'object' && expected !== null && 'any_of' in expected ? expected.any_of : null;
  return Array.isArray(both) ? both : [expected];
}

function isSame(name: ConventionName, [one, other]: readonly [unknown, unknown], values: Expected['values']): boolean {
  if (name === 'tags' || name === 'meta_keys') return isMostly(one, other);
  if (name.startsWith('properties.')) return filled(name, one, values) === filled(name, other, values);
  return JSON.stringify(one) === JSON.stringify(other);
}

/** Two people who count labels differ in the last of five: four in common are the same answer. */
function isMostly(one: unknown, other: unknown): boolean {
  if (!Array.isArray(one) || !Array.isArray(other)) return false;
  const shared = one.filter((label) => other.includes(label)).length;
  return shared >= Math.max(one.length, other.length) * 0.8;
}

/** `_{source}__models.yml` and `_{folder}__models.yml` are one name where the folder is the source's. */
function filled(name: ConventionName, pattern: unknown, values: Expected['values']): string {
  const [, layer = ''] = name.split('.');
  const [folder] = alternatives(values[`folders.${layer}` as ConventionName]);
  const last = typeof folder === 'string' ? folder.slice(folder.lastIndexOf('/') + 1) : '{folder}';
  return String(pattern).replaceAll('{folder}', last);
}
