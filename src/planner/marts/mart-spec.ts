import type { MartSpec, TestSpec } from '../../plan/specs.ts';
import type { Dimensions } from './dimension-tests.ts';
import { dimensionTest } from './dimension-tests.ts';
import { describeMart } from './describe-mart.ts';
import { grainOf } from './grain.ts';
import type { MartColumn } from './mart-columns.ts';
import { martColumns } from './mart-columns.ts';
import type { MartTable } from './mart-table.ts';
import type { PlannedMart } from './plan-mart.ts';
import type { StarSchema } from './star-schema.ts';

/** The spec of a planned mart under its name: joins, select list, tests and words. */
export function martSpec(
  mart: PlannedMart & { readonly name: string },
  star: StarSchema,
  dimensions: Dimensions,
): MartSpec {
  const { table, kind, name } = mart;
  const { base, joins, columns } = martColumns(table, mart.joins, star);
  const { key, keySeverity: severity } = table;
  const warn = severity ? { severity } : {};
  return {
    kind: 'mart',
    mart: kind,
    name,
    description: describeMart(mart, star),
    grain: grainOf(table, star.relationships.of(table)),
    ...(key && key.length > 1 ? { unique_combination: { columns: [...key], ...warn } } : {}),
    columns: columns.map((column) => ({
      name: column.as,
      description: column.description,
      ...(column.planned.meta ? { meta: column.planned.meta } : {}),
      tests: [
        ...(column.alias === base ? keyTests(column.as, table) : []),
        ...referenceTests(column, star, dimensions),
      ],
    })),
    base: { model: table.model, alias: base },
    joins,
    select: columns.map(({ alias, planned: { column, defaultZero }, as }) =>
      defaultZero ? { alias, column, as, default_zero: true } : { alias, column, as },
    ),
  };
}

function referenceTests({ planned }: MartColumn, star: StarSchema, dimensions: Dimensions): TestSpec[] {
  const test = planned.origin && planned.part === 'key' ? dimensionTest(planned.origin, star, dimensions) : null;
  return test ? [test] : [];
}

/** The key is tested again in the mart, as strictly as in staging: a join that multiplies rows is found here. */
function keyTests(name: string, { key, keySeverity, byName }: MartTable): TestSpec[] {
  if (!key?.includes(name)) return [];
  const warn = keySeverity ? { severity: keySeverity } : {};
  if (key.length === 1) {
    return [
      { test: 'unique', ...warn },
      { test: 'not_null', ...warn },
    ];
  }
  return byName.get(name)?.spec.tests.filter(({ test }) => test === 'not_null') ?? [];
}
