import type { FoundVersion } from '../context.ts';
import type { DbtForm } from '../dbt-form.ts';
import { NEWEST_FORM } from '../dbt-form.ts';
import type { FormCounts } from '../facts/form-counts.ts';
import { isAtLeast } from './version-numbers.ts';

export interface FormClues {
  readonly version: FoundVersion | null;
  /** The flag `require_generic_test_arguments_property`; null: not set. */
  readonly argumentsFlag: boolean | null;
  /** The forms that people use in the project. */
  readonly inUse: FormCounts;
  /** Whether people have nothing in the project yet, so that there is nothing to fit in with. */
  readonly isBlank: boolean;
}

/**
 * The form that the project's own dbt takes without a warning (dbt-facts.md 1.0). Where the version leaves a choice, or is known
 * only from below, as people write; where they write nothing of the kind, what every version of dbt 1 takes. Pure.
 */
export function decideForm({ version, argumentsFlag, inUse, isBlank }: FormClues): DbtForm {
  if (isBlank && version?.is_exact !== true) return NEWEST_FORM;
  const since = (least: string): boolean => version !== null && isAtLeast(version.version, least);
  const isBefore = (least: string): boolean => version?.is_exact === true && !since(least);
  const mayNest = (least: string, nested: number, top: number): boolean =>
    since(least) || (!isBefore(least) && nested > top);
  const { tests, data_tests } = inUse;
  const nestsArguments =
    argumentsFlag !== false &&
    mayNest(argumentsFlag === true ? '1.10.5' : '1.10.8', inUse.nested_arguments, inUse.inline_arguments);
  return {
    tests_key: isBefore('1.8') ? 'tests' : testsKey({ tests, data_tests, isKnown: version !== null, since }),
    test_arguments: nestsArguments ? 'nested' : 'inline',
    source_config: mayNest('1.10.5', inUse.nested_source_config, inUse.top_level_source_config)
      ? 'nested'
      : 'top_level',
    column_config: mayNest('1.10.13', inUse.nested_column_config, inUse.top_level_column_config)
      ? 'nested'
      : 'top_level',
  };
}

interface TestsKeyClues {
  readonly tests: number;
  readonly data_tests: number;
  readonly isKnown: boolean;
  readonly since: (least: string) => boolean;
}

/** `tests` warns in 1.8 alone; `data_tests` would be ignored before. */
function testsKey({ tests, data_tests, isKnown, since }: TestsKeyClues): DbtForm['tests_key'] {
  if (since('1.8') && !since('1.9')) return 'data_tests';
  if (tests !== data_tests) return tests > data_tests ? 'tests' : 'data_tests';
  return isKnown && !since('1.8') ? 'tests' : 'data_tests';
}
