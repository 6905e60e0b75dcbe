import type { Dialect } from '../sql/dialects/dialect.ts';
import { outOfText } from '../sql/dialects/texts.ts';
import { namedList } from './named-list.ts';
import { textOf } from './facts/plain-data.ts';
import { testsOf } from './facts/property-facts.ts';

/** One data test of a column of a model. */
export interface StatedTest {
  readonly column: string;
  readonly test: string;
  /** Whether a failing test is an error, not a warning. */
  readonly isSure: boolean;
  /** Whether the column's description speaks of probability. */
  readonly isProbable: boolean;
  /** Of a relationships test to a model. */
  readonly to: { readonly model: string; readonly field: string } | null;
  /** Of an accepted_values test. */
  readonly values: readonly string[] | null;
}

/** The data tests that a YAML document states, by model. Anything of another form is passed over. Pure. */
export function statedTests(document: unknown, dialect: Dialect): Map<string, StatedTest[]> {
  return new Map(
    namedList(document, 'models').map(({ name, value }) => [
      name,
      namedList(value, 'columns').flatMap(({ name: column, value: properties }) => {
        const isProbable = /\bProbably /.test(textOf(properties['description']) ?? '');
        return testsOf(properties).map(({ test, severity, arguments: given }) => ({
          column,
          test,
          isProbable,
          isSure: severity !== 'warn',
          to: readParent(given),
          values: readValues(given, dialect),
        }));
      }),
    ]),
  );
}

function readParent(given: Readonly<Record<string, unknown>>): StatedTest['to'] {
  const { to, field } = given;
  const model = typeof to === 'string' ? /^ref\('([^']+)'\)$/.exec(to)?.[1] : undefined;
  return model !== undefined && typeof field === 'string' ? { model, field } : null;
}

/** dbt puts the values into SQL as they are, so each stands as within a text. */
function readValues({ values }: Readonly<Record<string, unknown>>, dialect: Dialect): StatedTest['values'] {
  return Array.isArray(values) ? values.map((value: unknown) => outOfText(String(value), dialect)) : null;
}
