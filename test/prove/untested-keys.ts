import type { ForeignKey } from '../../src/catalog/catalog.ts';
import { typeFamily } from '../../src/sql/types.ts';
import { testId, uniquenessTests } from './affected-tests.ts';
import type { PlanModels } from './plan-models.ts';
import { stagingOf } from './plan-models.ts';
import type { Schema } from './schema.ts';

/**
 * Declared keys that the staging models do not test; `foreign`: the declared references, by table. Without this a plan with no tests at all would pass: a planted
 * fault must be found only by tests that the plan has.
 */
export function untestedKeys(
  schema: Schema,
  foreign: ReadonlyMap<string, readonly ForeignKey[]>,
  plan: PlanModels,
): string[] {
  return schema.catalog.tables.flatMap((table) => {
    const staging = stagingOf(plan, table.name);
    if (!staging) return [`${table.name} has no staging model`];
    const nameOf = (raw: string): string => staging.select.find((column) => column.from === raw)?.as ?? raw;
    const problems: string[] = [];
    const key = (table.primary_key ?? []).map(nameOf);
    const wanted = testId(staging.name, key.length === 1 ? 'unique' : 'unique_combination', key);
    if (key.length > 0 && !uniquenessTests(plan, [staging.name]).includes(wanted))
      problems.push(`not tested: ${wanted}`);
    for (const { columns, ref_table, ref_columns } of foreign.get(table.name) ?? []) {
      if (columns.length !== 1 || !sameFamily(schema, [table.name, columns[0]!], [ref_table, ref_columns[0]!]))
        continue;
      const column = staging.columns.find(({ name }) => name === nameOf(columns[0]!));
      if (!column?.tests.some(({ test }) => test === 'relationships'))
        problems.push(`not tested: ${testId(staging.name, 'relationships', columns)}`);
    }
    return problems;
  });
}

/** A test that compared a number with a text would fail on the first row that cannot be cast. */
function sameFamily(schema: Schema, ...columns: [string, string][]): boolean {
  const families = columns.map(([table, name]) => {
    const type = schema.catalog.tables
      .find((each) => each.name === table)
      ?.columns.find((column) => column.name === name)?.type;
    const family = typeFamily(type ?? '', 'duckdb');
    return ['integer', 'decimal', 'float'].includes(family) ? 'number' : family;
  });
  return new Set(families).size === 1;
}
