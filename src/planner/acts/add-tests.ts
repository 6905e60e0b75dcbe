import type { ExistingModel, ExistingTest } from '../../context/context.ts';
import type { ColumnSpec, PropertiesSpec, TestSpec } from '../../plan/specs.ts';
import type { NodeTests } from '../coverage/node-tests.ts';
import { readNodeTests } from '../coverage/node-tests.ts';
import type { ProjectIndex } from '../coverage/project-index.ts';
import { nodeKey } from '../coverage/project-index.ts';
import type { DraftAction } from '../draft.ts';
import { comparedName } from '../existing/compared-name.ts';
import { wordList } from '../marts/grain.ts';
import { nameSome } from '../name-some.ts';
import type { KnownModel } from './known-model.ts';

/** A model that is acted on, with the file of its properties. */
export interface ModelToActOn {
  readonly model: ExistingModel;
  readonly known: KnownModel;
  readonly properties: string;
}

/** What tests may point to, and what tests there are. */
export interface TestedProject {
  readonly index: ProjectIndex;
  /** Whether the project has a model, or a source table as `shop.orders`, and it is turned on. */
  readonly hasNode: (name: string) => boolean;
}

/** The tests that the rules have for a model and that it has not yet; none, where it lacks none. Pure. */
export function addTests({ model, known, properties }: ModelToActOn, project: TestedProject): DraftAction[] {
  const covered = readNodeTests(model);
  const singular = project.index.unique.get(nodeKey({ resource: 'model', name: model.name.toLowerCase() })) ?? [];
  const unique = [...covered.unique, ...singular];
  const columns = known.columns.flatMap((column): ColumnSpec[] => {
    const own = model.columns.find(({ name }) => comparedName(name) === comparedName(column.name));
    const isLacking = (test: TestSpec): boolean =>
      !isCovered(test, column.name, { ...covered, unique }) &&
      !hasOfKind(own?.tests ?? [], test) &&
      mayPoint(test, project);
    const tests = column.tests.filter(isLacking);
    return tests.length === 0 ? [] : [{ name: own?.name ?? column.name, description: '', tests }];
  });
  const combination = lackingCombination(known, unique);
  if (columns.length === 0 && combination === null) return [];
  const spec: PropertiesSpec = {
    kind: 'properties',
    name: model.name,
    path: properties,
    columns,
    ...(combination ? { unique_combination: combination } : {}),
  };
  return [
    {
      type: 'add_tests',
      name: model.name,
      description: `Adds tests to ${model.name}: ${testWords(spec)}.`,
      dependencies: [],
      reason: { code: 'asked_for', text: `${model.name}: tests are added, as asked for`, evidence: evidence(spec) },
      spec,
    },
  ];
}

function isCovered(test: TestSpec, column: string, { unique, notNull, references }: NodeTests): boolean {
  const name = comparedName(column);
  switch (test.test) {
    case 'unique':
      return unique.some((columns) => columns.size === 1 && columns.has(name));
    case 'not_null':
      return notNull.has(name);
    case 'relationships':
      return references.some((reference) => reference.column === name);
    case 'accepted_values':
      return false;
  }
}

/** Whether a column has such a test in whatever state: one that people turned off stays off. */
function hasOfKind(tests: readonly ExistingTest[], { test }: TestSpec): boolean {
  return tests.some(({ test: name }) => name.slice(name.lastIndexOf('.') + 1) === test);
}

/** A test of a reference needs the node that it points to. */
function mayPoint(test: TestSpec, { hasNode }: TestedProject): boolean {
  if (test.test !== 'relationships') return true;
  return hasNode(test.to_source === undefined ? test.to : `${test.to_source}.${test.to}`);
}

function lackingCombination(
  { unique_combination: wanted }: KnownModel,
  unique: readonly ReadonlySet<string>[],
): NonNullable<PropertiesSpec['unique_combination']> | null {
  if (!wanted) return null;
  const names = new Set(wanted.columns.map(comparedName));
  // What is unique by fewer columns is so by more.
  if (unique.some((columns) => [...columns].every((column) => names.has(column)))) return null;
  return { columns: [...wanted.columns], ...(wanted.severity ? { severity: wanted.severity } : {}) };
}

/** `unique and not_null of customer_id, relationships of order_id` */
function testWords({ columns, unique_combination: combination }: PropertiesSpec): string {
  const ofColumns = columns.map(({ name, tests }) => `${wordList(tests.map(({ test }) => test))} of ${name}`);
  const both = combination ? [`unique combination of ${wordList(combination.columns)}`] : [];
  return nameSome([...both, ...ofColumns]);
}

function evidence({ columns, unique_combination: combination }: PropertiesSpec): string[] {
  const warns = columns.flatMap(({ name, tests }) =>
    tests.filter(({ severity }) => severity === 'warn').map(({ test }) => `${test} of ${name}`),
  );
  const all = combination?.severity === 'warn' ? [...warns, 'the unique combination'] : warns;
  return all.length === 0 ? [] : [`not sure, so it warns: ${nameSome(all)}`];
}
