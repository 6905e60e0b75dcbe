import * as fc from 'fast-check';
import type { Style } from '../../src/context/style.ts';
import { DEFAULT_STYLE } from '../../src/context/style.ts';

/** Every way of writing that a style can state; names of models and layers are the default's, since the draft uses them. */
export const anyStyle: fc.Arbitrary<Style> = fc.record({
  naming: fc.constant(DEFAULT_STYLE.naming),
  entity: fc.constant(DEFAULT_STYLE.entity),
  materialized: fc.constant(DEFAULT_STYLE.materialized),
  primary_key: fc.constant(DEFAULT_STYLE.primary_key),
  folders: fc.record({
    staging: fc.constantFrom('models/staging/{source}', 'models/staging', 'models/a b/{source}/stg'),
    intermediate: fc.constantFrom('models/intermediate', 'models'),
    marts: fc.constantFrom('models/marts', 'models/intermediate'),
  }),
  properties: fc.record({
    staging: fc.constantFrom('_{source}__models.yml', '{model}.yml', 'schema.yml', '../_{folder}.yml'),
    intermediate: fc.constantFrom('_int__models.yml', 'schema.yml', '_schema/{model}.yml'),
    marts: fc.constantFrom('_marts__models.yml', 'schema.yml', '_{folder}__models.yml'),
  }),
  sources_file: fc.constantFrom(
    'models/staging/{source}/_{source}__sources.yml',
    'models/sources.yml',
    'models/staging/schema.yml',
  ),
  tests_folder: fc.constantFrom('tests', 'tests/data'),
  yaml: fc.record({
    version: fc.boolean(),
    indent: fc.constantFrom(2, 3, 4),
    lists: fc.constantFrom('indented', 'flush'),
    blank_lines: fc.constantFrom(0, 1, 2),
    data_type: fc.boolean(),
    // These decide what is written, not how: yaml-styles.test.ts has them by themselves.
    source_columns: fc.constant(true),
    meta: fc.constant(true),
  }),
  sql: fc.record({
    keywords: fc.constantFrom('lower', 'upper'),
    commas: fc.constantFrom('trailing', 'leading'),
    indent: fc.constantFrom<(number | 'tab')[]>(2, 4, 'tab'),
    with: fc.constantFrom('own_line', 'inline'),
    indented_ctes: fc.boolean(),
    blank_lines: fc.boolean(),
    staging_ctes: fc.constantFrom(['source', 'renamed'], ['base', 'fields', 'final'], ['source'], ['renamed'], []),
    final_cte: fc.constantFrom('final', 'joined', null),
    quoting: fc.constantFrom('needed', 'always'),
    casts: fc.constantFrom('cast', 'double_colon'),
    column_groups: fc.boolean(),
    headings: fc.constantFrom('---------- {group}', '-- {group}', '-- {Group}', '-- == {group} =='),
    config_block: fc.boolean(),
  }),
  docs: fc.constantFrom('inline', 'doc_blocks', 'none'),
  form: fc.record({
    tests_key: fc.constantFrom('tests', 'data_tests'),
    test_arguments: fc.constantFrom('nested', 'inline'),
    source_config: fc.constantFrom('nested', 'top_level'),
    column_config: fc.constantFrom('nested', 'top_level'),
  }),
});
