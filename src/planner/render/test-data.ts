import type { DbtForm } from '../../context/dbt-form.ts';
import type { Dialect } from '../../sql/dialects/dialect.ts';
import { sqlName } from '../../sql/dialects/names.ts';
import type { TestSpec } from '../../plan/specs.ts';
import { withinText } from '../../sql/dialects/texts.ts';
import { yamlScalar } from '../../yaml/scalar.ts';
import type { BlockMapping } from './block-lines.ts';
import { blockLines } from './block-lines.ts';

/** A data test as templates are given it (dbt-facts.md 1.4). */
export interface TestData {
  readonly name: string;
  /** Whether it has arguments or a config, so that it is a mapping. */
  readonly detailed: boolean;
  readonly to: string | null;
  readonly field: string | null;
  /** YAML scalars. */
  readonly values: readonly string[] | null;
  /** Values that dbt must not put between single quotes. */
  readonly unquoted: boolean;
  readonly severity: 'warn' | null;
  /** The lines below its name: arguments as the project's dbt takes them, then its config. */
  readonly body: readonly string[];
}

/** What decides how a test is written. */
export interface TestTarget {
  readonly form: DbtForm;
  readonly dialect: Dialect;
}

/** What the template needs of a data test. */
export function testData(spec: TestSpec, into: TestTarget): TestData {
  const severity = spec.severity ?? null;
  const isPlain = severity === null && (spec.test === 'unique' || spec.test === 'not_null');
  return {
    name: spec.test,
    detailed: !isPlain,
    to: spec.test === 'relationships' ? parentOf(spec) : null,
    field: spec.test === 'relationships' ? spec.field : null,
    values: spec.test === 'accepted_values' ? valuesOf(spec, into.dialect) : null,
    unquoted: spec.test === 'accepted_values' && spec.quote === false,
    severity,
    body: isPlain ? NOTHING : bodyOf(spec, into),
  };
}

const NOTHING: readonly string[] = [];

function bodyOf(spec: TestSpec, { form, dialect }: TestTarget): string[] {
  const args = argumentsOf(spec, dialect);
  const isNested = form.test_arguments === 'nested' && spec.test !== 'unique' && spec.test !== 'not_null';
  const config = spec.severity === undefined ? {} : { config: { severity: spec.severity } };
  return blockLines({ ...(isNested ? { arguments: args } : args), ...config });
}

function argumentsOf(spec: TestSpec, dialect: Dialect): BlockMapping {
  switch (spec.test) {
    case 'unique':
    case 'not_null':
      return {};
    case 'accepted_values':
      return { values: valuesOf(spec, dialect), ...(spec.quote === false ? { quote: 'false' } : {}) };
    case 'relationships':
      return { to: yamlScalar(parentOf(spec)), field: yamlScalar(sqlName(spec.field, dialect.names)) };
  }
}

function parentOf(spec: Extract<TestSpec, { test: 'relationships' }>): string {
  return spec.to_source === undefined ? `ref('${spec.to}')` : `source('${spec.to_source}', '${spec.to}')`;
}

/** dbt puts each value between single quotes as it is, so it is written as within a text. */
function valuesOf(
  { values, quote }: Extract<TestSpec, { test: 'accepted_values' }>,
  dialect: Dialect,
): readonly string[] {
  return quote === false ? values : values.map((value) => yamlScalar(withinText(value, dialect)));
}
