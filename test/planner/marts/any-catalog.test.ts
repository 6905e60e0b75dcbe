import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalog, Table } from '../../../src/catalog/catalog.ts';
import { DEFAULT_STYLE, LAYERS } from '../../../src/context/style.ts';
import type { Beliefs } from '../../../src/inference/beliefs.ts';
import { ROLES, VERDICTS } from '../../../src/inference/beliefs.ts';
import type { IntermediateSpec, MartSpec } from '../../../src/plan/specs.ts';
import type { DraftAction, StagedTable } from '../../../src/planner/draft.ts';
import { draftMarts } from '../../../src/planner/marts/draft-marts.ts';
import { needsQuotes } from '../../../src/sql/identifiers.ts';
import { stageTables, testNames } from '../../helpers/staged-tables.ts';

/** Few names, so that tables, roles and columns collide in every way that they can. */
const TABLES = ['order', 'orders_item', 'country', 'user', 'a', 'address', 'city', 'payment'] as const;
const COLUMNS = [
  'id',
  'order_id',
  'name',
  'country',
  'country_name',
  'city_name',
  'user_id',
  'amount',
  'created_at',
  'order_count',
  'parent_id',
  'from_id',
];
const TYPES = ['integer', 'varchar', 'decimal(9,2)', 'date', 'timestamp', 'boolean', 'blob', 'json', 'nonsense'];

const columns = fc
  .uniqueArray(fc.constantFrom(...COLUMNS), { minLength: 1 })
  .chain((names) =>
    fc
      .tuple(...names.map(() => fc.constantFrom(...TYPES)))
      .map((types) => names.map((name, index) => ({ name, type: types[index] ?? 'integer' }))),
  );

const table = (name: string): fc.Arbitrary<Table> =>
  columns.chain((own): fc.Arbitrary<Table> => {
    const someColumns = fc.subarray(
      own.map((column) => column.name),
      { minLength: 1, maxLength: Math.min(2, own.length) },
    );
    const foreignKey = fc.record({
      columns: someColumns,
      ref_table: fc.constantFrom(...TABLES),
      ref_columns: fc.oneof(fc.constant<string[]>([]), fc.uniqueArray(fc.constantFrom(...COLUMNS), { maxLength: 2 })),
    });
    return fc.record(
      {
        name: fc.constant(name),
        columns: fc.constant(own),
        primary_key: someColumns,
        foreign_keys: fc.array(foreignKey, { maxLength: 6 }),
      },
      { requiredKeys: ['name', 'columns'] },
    );
  });

const schema: fc.Arbitrary<{ catalog: Catalog; staged: StagedTable[]; beliefs: Beliefs }> = fc
  .tuple(
    fc.tuple(...TABLES.map(table)),
    fc.array(fc.constantFrom(...ROLES), { minLength: TABLES.length, maxLength: TABLES.length }),
    fc.array(fc.record({ verdict: fc.constantFrom(...VERDICTS), declared: fc.boolean(), orphans: fc.nat(2) }), {
      minLength: 1,
    }),
  )
  .map(([tables, roles, verdicts]) => {
    const catalog: Catalog = { name: 'any', dialect: 'duckdb', tables };
    const { staged, beliefs } = stageTables(
      catalog,
      Object.fromEntries(TABLES.map((name, index) => [name, roles[index]!])),
    );
    const relationships = beliefs.relationships.map((one, index) => ({ ...one, ...verdicts[index % verdicts.length] }));
    return { catalog, staged, beliefs: { ...beliefs, relationships } };
  });

it('drafts marts of any catalog that hold together', () => {
  fc.assert(
    fc.property(schema, ({ staged, beliefs }) => {
      const actions = draftMarts(staged, beliefs, { style: DEFAULT_STYLE, names: testNames(), layers: LAYERS });
      const outputs = outputsOf(staged, actions);
      for (const { spec, dependencies } of actions) {
        if (spec.kind === 'intermediate') expect(totalsProblems(spec, outputs)).toEqual([]);
        if (spec.kind !== 'mart') continue;
        expect(problemsOf(spec, outputs)).toEqual([]);
        expect(keyOf(spec)).toEqual([...(outputs.get(spec.base.model)?.key ?? [])].sort());
        expect(spec.description).toContain(spec.grain);
        expect(dependencies.filter((name) => !/^(stg|int)_/.test(name))).toEqual([]);
        expect(dependencies.length).toBeLessThan(7);
      }
      expect(danglingTests(actions, outputs)).toEqual([]);
    }),
    { numRuns: 200 },
  );
});

it('drafts the same whatever the order of the relationships', () => {
  fc.assert(
    fc.property(schema, ({ staged, beliefs }) => {
      const context = () => ({ style: DEFAULT_STYLE, names: testNames(), layers: LAYERS });
      const unique = new Map(
        beliefs.relationships.map((one) => [JSON.stringify([one.table, one.columns, one.ref_table]), one]),
      );
      const some = { ...beliefs, relationships: [...unique.values()] };
      const turned = { ...beliefs, relationships: [...unique.values()].toReversed() };
      expect(draftMarts(staged, turned, context())).toEqual(draftMarts(staged, some, context()));
    }),
    { numRuns: 50 },
  );
});

interface Output {
  readonly columns: ReadonlySet<string>;
  /** Columns that tell its rows apart; empty: nothing does. */
  readonly key: readonly string[];
}

function outputsOf(staged: readonly StagedTable[], actions: readonly DraftAction[]): Map<string, Output> {
  const outputs = new Map<string, Output>();
  for (const { spec, belief } of staged) {
    outputs.set(spec.name, {
      columns: new Set(spec.columns.map((column) => column.name)),
      key: belief.primary_key?.columns ?? [],
    });
  }
  for (const { spec } of actions) {
    if (spec.kind !== 'mart' && spec.kind !== 'intermediate') continue;
    const key = spec.kind === 'intermediate' ? spec.group_by : [];
    outputs.set(spec.name, { columns: new Set(spec.columns.map((column) => column.name)), key });
  }
  return outputs;
}

/** The columns whose uniqueness proves the grain. */
function keyOf({ unique_combination: combination, columns }: MartSpec): string[] {
  const unique = columns.filter(({ tests }) => tests.some(({ test }) => test === 'unique')).map(({ name }) => name);
  return [...(combination?.columns ?? unique)].sort();
}

/** All that would make the SQL of a mart fail, or add rows to its base. */
function problemsOf(spec: MartSpec, outputs: ReadonlyMap<string, Output>): string[] {
  const problems: string[] = [];
  const models = new Map([[spec.base.alias, spec.base.model]]);
  const has = (alias: string, column: string): boolean =>
    outputs.get(models.get(alias) ?? '')?.columns.has(column) === true;
  for (const { model, alias, on } of spec.joins) {
    for (const { left_alias, left } of on) if (!has(left_alias, left)) problems.push(`no ${left_alias}.${left}`);
    if (models.has(alias)) problems.push(`alias ${alias} twice`);
    models.set(alias, model);
    const right = on.map((each) => each.right).sort();
    const key = [...(outputs.get(model)?.key ?? [])].sort();
    if (right.join() !== key.join()) problems.push(`${alias} is joined on ${right.join()}, its key is ${key.join()}`);
  }
  for (const { alias, column } of spec.select) if (!has(alias, column)) problems.push(`no ${alias}.${column}`);
  const names = spec.select.map((each) => each.as.toLowerCase());
  if (new Set(names).size < names.length) problems.push(`a name twice: ${names.join()}`);
  const written = [...models.keys(), ...names].filter(needsQuotes);
  if (written.length > 0) problems.push(`needs quotes: ${written.join()}`);
  if (spec.columns.some((column) => column.description === '')) problems.push('a column without a description');
  return problems;
}

function totalsProblems(spec: IntermediateSpec, outputs: ReadonlyMap<string, Output>): string[] {
  const inputs = [...spec.group_by, ...spec.measures.flatMap(({ column }) => column ?? [])];
  const names = [...spec.group_by, ...spec.measures.map(({ as }) => as)];
  return [
    ...inputs.filter((column) => !outputs.get(spec.from)?.columns.has(column)),
    ...names.filter((name, index) => names.indexOf(name) < index || needsQuotes(name)),
  ];
}

function danglingTests(actions: readonly DraftAction[], outputs: ReadonlyMap<string, Output>): string[] {
  return actions.flatMap(({ spec }) =>
    spec.kind !== 'mart'
      ? []
      : spec.columns.flatMap(({ name, tests }) =>
          tests.flatMap((test) =>
            test.test === 'relationships' && !outputs.get(test.to)?.columns.has(test.field)
              ? [`${spec.name}.${name} to ${test.to}.${test.field}`]
              : [],
          ),
        ),
  );
}
