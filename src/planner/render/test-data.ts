import type { TestSpec } from '../../plan/specs.ts';
import { yamlScalar } from '../../yaml/scalar.ts';

/** A data test as the template of a model is given it (dbt-facts.md 1.4, band N). */
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
}

/** What the template needs of a data test. */
export function testData(spec: TestSpec): TestData {
  const severity = spec.severity ?? null;
  const base = { name: spec.test, to: null, field: null, values: null, unquoted: false, severity };
  switch (spec.test) {
    case 'unique':
    case 'not_null':
      return { ...base, detailed: severity !== null };
    case 'accepted_values':
      return {
        ...base,
        detailed: true,
        values: spec.quote === false ? spec.values : spec.values.map(acceptedValue),
        unquoted: spec.quote === false,
      };
    case 'relationships':
      return { ...base, detailed: true, to: parentOf(spec), field: spec.field };
  }
}

function parentOf(spec: Extract<TestSpec, { test: 'relationships' }>): string {
  return spec.to_source === undefined ? `ref('${spec.to}')` : `source('${spec.to_source}', '${spec.to}')`;
}

/** dbt puts each value between single quotes as it is, so a quote of its own is doubled here. */
function acceptedValue(value: string): string {
  return yamlScalar(value.replaceAll("'", "''"));
}
