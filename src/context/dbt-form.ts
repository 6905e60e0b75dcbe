/**
 * How properties are written for the project's own version of dbt (dbt-facts.md 1.0): the same fact has another place in
 * every band of versions, and the wrong one is an error in one and a deprecation in another.
 */
export interface DbtForm {
  /** `data_tests` from 1.8 on; before it would be ignored without a word. */
  readonly tests_key: 'tests' | 'data_tests';
  /** Arguments of a test below `arguments:` from 1.10.8 on, unless a flag forbids; before beside `config:`. */
  readonly test_arguments: 'nested' | 'inline';
  /** Freshness, `loaded_at_field`, `meta` and `tags` of sources and their tables: below `config:` from 1.10.5 on. */
  readonly source_config: 'nested' | 'top_level';
  /** `meta` and `tags` of a column: below `config:` from 1.10.13 on. */
  readonly column_config: 'nested' | 'top_level';
}

/** The newest form: what a new project gets. */
export const NEWEST_FORM: DbtForm = {
  tests_key: 'data_tests',
  test_arguments: 'nested',
  source_config: 'nested',
  column_config: 'nested',
};
