import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { resolveStyle } from '../../../src/context/conventions/resolve-style.ts';
import type { DbtForm } from '../../../src/context/dbt-form.ts';
import type { Style } from '../../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { foundConventions } from '../../helpers/found-conventions.ts';
import { writtenByStyle } from '../../helpers/written-by-style.ts';

const form: fc.Arbitrary<DbtForm> = fc.record({
  tests_key: fc.constantFrom('tests', 'data_tests'),
  test_arguments: fc.constant('nested'),
  source_config: fc.constant('nested'),
  column_config: fc.constant('nested'),
});

const anySql: fc.Arbitrary<Style['sql']> = fc.record({
  keywords: fc.constantFrom('lower', 'upper'),
  commas: fc.constantFrom('trailing', 'leading'),
  indent: fc.constantFrom<Style['sql']['indent']>(2, 4, 'tab'),
  with: fc.constantFrom('own_line', 'inline'),
  indented_ctes: fc.boolean(),
  blank_lines: fc.boolean(),
  staging_ctes: fc.constantFrom(['source', 'renamed'], ['base'], ['raw_rows', 'fields', 'final'], []),
  final_cte: fc.constantFrom('final', 'joined', null),
  quoting: fc.constantFrom('needed', 'always'),
  casts: fc.constantFrom('cast', 'double_colon'),
  column_groups: fc.boolean(),
  headings: fc.constantFrom('---------- {group}', '-- {Group}', '-- == {group} =='),
  config_block: fc.boolean(),
});

/** Beside a `with` no CTE stands deeper; without groups nothing shows how they are headed. */
const sql = anySql.map((each) => ({
  ...each,
  indented_ctes: each.indented_ctes && each.with === 'own_line',
  headings: each.column_groups ? each.headings : DEFAULT_STYLE.sql.headings,
}));

const yaml: fc.Arbitrary<Style['yaml']> = fc.record({
  version: fc.boolean(),
  indent: fc.constantFrom(2, 4),
  lists: fc.constantFrom('indented', 'flush'),
  blank_lines: fc.constantFrom(0, 1),
  data_type: fc.boolean(),
  source_columns: fc.boolean(),
  meta: fc.constant(false),
});

const naming: fc.Arbitrary<Style['naming']> = fc.record({
  staging: fc.constantFrom(
    'stg_{source}__{entity}',
    'stg_{source}_{entity}',
    'stg__{source}__{entity}',
    '{source}__stg_{entity}',
    '{source}_{entity}_source',
    'src_{source}_{entity}',
  ),
  intermediate: fc.constantFrom('int_{entity}', 'int_{source}__{entity}', 'prep_{entity}'),
  fact: fc.constantFrom('fct_{entity}', 'fact_{entity}', '{entity}_fact', 'wh_{entity}_fact'),
  dimension: fc.constantFrom('dim_{entity}', '{entity}_dim', 'wh_{entity}_dim'),
});

const place = fc.record({
  folders: fc.record({
    staging: fc.constantFrom(
      'models/staging/{source}',
      'models/staging',
      'models/1_staging/{source}',
      'models/sources/{source}',
    ),
    intermediate: fc.constantFrom('models/intermediate', 'models/2_intermediate'),
    marts: fc.constantFrom('models/marts', 'models/3_marts'),
  }),
  sources_file: fc.constantFrom('models/{source}_sources.yml', 'models/sources.yml', 'models/staging/{source}/src.yml'),
});

const properties: fc.Arbitrary<Style['properties']> = fc.record({
  staging: fc.constantFrom('{model}.yml', '_{source}__models.yml', 'schema.yml', '../_{source}.yml'),
  intermediate: fc.constantFrom('{model}.yml', '_models.yml'),
  marts: fc.constantFrom('{model}.yml', 'schema.yml', '_schema/{model}.yml'),
});

/** Both marts begin with `wh_` or none does, as the names of one project would. */
function isOneHabit({ fact, dimension }: Style['naming']): boolean {
  return fact.startsWith('wh_') === dimension.startsWith('wh_');
}

const style: fc.Arbitrary<Style> = fc
  .record({
    naming: naming.filter(isOneHabit),
    entity: fc.constantFrom('plural', 'singular', 'as_raw'),
    place,
    properties,
    materialized: fc.record({
      staging: fc.constantFrom('view', 'ephemeral'),
      intermediate: fc.constantFrom('view', 'table', 'ephemeral'),
      marts: fc.constantFrom('table', 'view'),
    }),
    yaml,
    sql,
    docs: fc.constantFrom('inline', 'doc_blocks', 'none'),
    primary_key: fc.constantFrom('{entity}_id', '{entity}_key', 'id', 'pk_{entity}'),
    form,
  })
  .map(({ place: { folders, sources_file }, ...rest }): Style => ({
    ...rest,
    folders,
    sources_file,
    tests_folder: 'tests',
  }));

it('finds the style that a project was written by, whichever it is', () => {
  fc.assert(
    fc.property(style, (wanted) => {
      const found = foundConventions(writtenByStyle(wanted));
      const folders = { modelFolders: ['models'], testFolders: ['tests'] };
      expect(resolveStyle(found, { form: wanted.form, ...folders })).toEqual(wanted);
      expect(found.tests_key?.value).toBe(wanted.form.tests_key);
    }),
    { numRuns: 100 },
  );
});
