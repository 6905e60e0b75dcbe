import { expect, it } from 'vitest';
import { stubPackage } from './stub-packages.ts';

const MODEL = `select {{ dbt_utils.star(ref('orders')) }}, {{ shop_utils.cents('price') }} from {{ ref('orders') }}`;
const PROPERTIES = `models:
  - name: orders
    data_tests:
      - dbt_utils.unique_combination_of_columns:
          arguments: { combination_of_columns: [id, day] }
    columns:
      - name: amount
        data_tests: [not_null]
`;

it('stubs what the project uses of the package, and nothing else', () => {
  const files = stubPackage('dbt_utils', [MODEL, PROPERTIES]);
  expect(files['dbt_project.yml']).toContain('name: dbt_utils');
  expect(files['macros/stubs.sql']).toBe(
    [
      '{% macro star() %}{% do [varargs, kwargs] %}{% endmacro %}',
      '{% test unique_combination_of_columns(model) %}{% do [varargs, kwargs] %}select 1 as x where 1 = 0{% endtest %}',
      '',
    ].join('\n'),
  );
});

it('writes a generic test once that the project also calls as a macro', () => {
  const call = '{{ dbt_utils.test_unique_combination_of_columns(model) }}';
  expect(stubPackage('dbt_utils', [call, PROPERTIES])).toEqual(stubPackage('dbt_utils', [PROPERTIES]));
});

it('gives the package the models that the project refers to', () => {
  expect(stubPackage('crm', [], ['accounts'])).toHaveProperty(['models/accounts.sql'], 'select 1 as id\n');
});
