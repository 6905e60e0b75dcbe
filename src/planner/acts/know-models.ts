import { findColumn } from '../../catalog/table-index.ts';
import type { ExistingModel } from '../../context/context.ts';
import type { ModelSpec, TestSpec } from '../../plan/specs.ts';
import { isModelSpec } from '../../plan/specs.ts';
import type { DescribedTable } from '../draft-staging.ts';
import { columnSpec } from '../draft-staging.ts';
import { describeStaging } from '../describe-table.ts';
import { comparedName } from '../existing/compared-name.ts';
import type { ReadStaging } from '../existing/read-staging.ts';
import { existingSelect } from '../staging-select.ts';
import { uniqueCombination } from '../staging-tests.ts';
import type { ActsContext } from './acts-context.ts';
import { inheritColumns } from './inherit-columns.ts';
import type { KnownColumn, KnownModel, KnowNodes } from './known-model.ts';
import { testIdentity } from './known-model.ts';
import type { StatedWords } from './stated-properties.ts';
import { statedTests, statedWords } from './stated-properties.ts';

const NOTHING: KnownModel = { description: null, columns: [], unique_combination: null };

/**
 * What is known of models and source tables: what would be generated of them, what the raw tables tell of people's staging models,
 * and what a model has from its parents, down to these; people's own words and tests before any of it. Pure; each node once.
 */
export function knowNodes(context: ActsContext): KnowNodes {
  const { drafted, described, acts } = context;
  const specs = new Map(drafted.flatMap(({ spec }) => (isModelSpec(spec) ? [[spec.name, spec] as const] : [])));
  const staged = new Map(
    described.flatMap(({ toStage }, index) => (toStage.staging ? [[toStage.staging.model.name, index] as const] : [])),
  );
  const raw = new Map(
    described.map(({ toStage }, index) => [`${toStage.source}.${toStage.sourceTable}`.toLowerCase(), index]),
  );
  const models = new Map(acts.context.existing_models.map((model) => [model.name, model]));
  const known = new Map<string, KnownModel | null>();
  const wordsOf = statedWords(acts.texts);
  const tableAt = (index: number | undefined): DescribedTable | undefined =>
    index === undefined ? undefined : described[index];

  const learn = (name: string): KnownModel | null => {
    const spec = specs.get(name);
    const model = models.get(name);
    const table = tableAt(staged.get(name));
    const own = spec ? ofSpec(spec) : table?.toStage.staging ? ofStaging(table, table.toStage.staging, context) : null;
    if (!model) return own;
    const inherited = own ?? inheritColumns(model, { context, nodes }) ?? NOTHING;
    return withStated(inherited, model, wordsOf(model));
  };
  const nodes: KnowNodes = {
    model(name) {
      const before = known.get(name);
      if (before !== undefined) return before;
      // Until it is known, so that a circle ends.
      known.set(name, null);
      const result = learn(name);
      known.set(name, result);
      return result;
    },
    source(name) {
      const table = tableAt(raw.get(name.toLowerCase()));
      return table ? ofRaw(table, context) : null;
    },
  };
  return nodes;
}

function ofSpec({ description, columns, unique_combination }: ModelSpec): KnownModel {
  return {
    description: description === '' ? null : { text: description },
    columns: columns.map((column) => ({
      name: column.name,
      ...(column.data_type === undefined ? {} : { data_type: column.data_type }),
      description: column.description === '' ? null : { text: column.description },
      tests: column.tests,
    })),
    unique_combination: unique_combination ?? null,
  };
}

/** A staging model of people: what the raw columns are believed to be, under its names. */
function ofStaging(table: DescribedTable, staging: ReadStaging, context: ActsContext): KnownModel {
  const isSure = staging.knownBy === 'sql';
  const columns = staging.columns.map(({ raw, as, isPlain }): KnownColumn => {
    const known = raw === null ? undefined : rawColumn(table, { raw, as }, context);
    const tests = isPlain ? (known?.tests ?? []) : [];
    return {
      name: as,
      description: isPlain ? (known?.description ?? null) : null,
      tests: isSure ? tests : tests.map(warning),
    };
  });
  return {
    description: { text: describeStaging(table.toStage) },
    columns,
    unique_combination: uniqueCombination(table.toStage, table.renamed) ?? null,
  };
}

/** A source table, under the raw names. */
function ofRaw(table: DescribedTable, context: ActsContext): KnownModel {
  const { toStage } = table;
  const names = new Map(toStage.table.columns.map(({ name }) => [name, name]));
  return {
    description: null,
    columns: toStage.table.columns.map(({ name }) => rawColumn(table, { raw: name, as: name }, context)),
    unique_combination: uniqueCombination(toStage, names) ?? null,
  };
}

function rawColumn(
  table: DescribedTable,
  { raw, as }: { readonly raw: string; readonly as: string },
  { parentOf }: ActsContext,
): KnownColumn {
  const { toStage } = table;
  const selected = existingSelect(toStage, [{ from: raw, as }]);
  const specs = selected.map((column) => columnSpec(table, column, parentOf));
  const [spec] = specs;
  const column = toStage.table.columns.find(({ name }) => name === (findColumn(toStage.table, raw) ?? raw));
  const tests = spec?.tests ?? [];
  // Who asks for tests gets what the warehouse itself forbids, too.
  const isRequired = column?.nullable === false && !tests.some(({ test }) => test === 'not_null');
  return {
    name: as,
    description: spec && spec.description !== '' ? { text: spec.description } : null,
    tests: isRequired ? [...tests, { test: 'not_null' }] : tests,
  };
}

function warning(test: TestSpec): TestSpec {
  return { ...test, severity: 'warn' };
}

/** What people say of the model is so: their words, and their tests in the place of those that the rules would have. */
function withStated(known: KnownModel, model: ExistingModel, words: StatedWords): KnownModel {
  const stated = new Map(model.columns.map((column) => [comparedName(column.name), statedTests(column.tests)]));
  const names = new Set(known.columns.map(({ name }) => comparedName(name)));
  const listed = model.columns.filter(({ name }) => !names.has(comparedName(name)));
  const all = [...known.columns, ...listed.map(({ name }): KnownColumn => ({ name, description: null, tests: [] }))];
  return {
    ...known,
    description: words.model ?? known.description,
    columns: all.map((column) => ({
      ...column,
      description: words.columns.get(comparedName(column.name)) ?? column.description,
      tests: mergeTests(column.tests, stated.get(comparedName(column.name)) ?? []),
    })),
  };
}

function mergeTests(tests: readonly TestSpec[], stated: readonly TestSpec[]): TestSpec[] {
  const known = new Set(stated.map(testIdentity));
  const refers = stated.some(({ test }) => test === 'relationships');
  const others = tests.filter((test) => !known.has(testIdentity(test)) && !(refers && test.test === 'relationships'));
  return [...stated, ...others];
}
