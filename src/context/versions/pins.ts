import type { VersionBound } from './version-numbers.ts';
import { readRequirement } from './version-numbers.ts';

/** A package of dbt that a file of the repository asks for. */
export interface Pin {
  /** `core`, or the adapter. */
  readonly package: string;
  /** Null: whatever version. */
  readonly bound: VersionBound | null;
  readonly line: number;
}

/** dbt's adapters by the names that they have in profiles; their packages are `dbt-<name>`. */
const ADAPTERS =
  'athena|bigquery|clickhouse|databricks|dremio|duckdb|exasol|fabric|firebolt|glue|impala|materialize|mysql|oracle|postgres|redshift|risingwave|singlestore|snowflake|spark|sqlite|sqlserver|starrocks|synapse|teradata|trino|vertica';

const SPECIFIER = String.raw`[=~<>!^]{0,3}\s*v?\d[\w.*+-]*`;
/** `dbt-core[x] >= 1.8, <2` · `"dbt-core": {"version": "==1.9.1"}` · `dbt-core = {version = "^1.8"}` · `dbt-snowflake:1.6.5` */
const PIN = new RegExp(
  String.raw`(?<![\w.-])dbt[-_](core|${ADAPTERS})(?:-community)?(?![\w-])(?:\[[^\]\n]*\])?["']?` +
    String.raw`(?:\s*[=:]?\s*(?:\{[^{}]*?["']?version["']?\s*[=:]\s*)?["']?(${SPECIFIER}(?:\s*,\s*${SPECIFIER})*))?`,
  'g',
);
/** A package of a lock file, its version on the next line. */
const LOCKED = new RegExp(String.raw`^name = "dbt-(core|${ADAPTERS})(?:-community)?"\r?\nversion = "([^"\n]+)"`, 'gm');

/** Every package of dbt that a file asks for; in a script only where a version is named, or something is installed. Pure. */
export function readPins(text: string, kind: 'lock' | 'dependencies' | 'script'): Pin[] {
  if (!text.includes('dbt')) return [];
  return [...text.matchAll(kind === 'lock' ? LOCKED : PIN)].flatMap((match): Pin[] => {
    const [whole, name = '', version] = match;
    const start = text.lastIndexOf('\n', match.index) + 1;
    const before = text.slice(start, match.index);
    const isMeant = kind !== 'script' || version !== undefined || /\binstall\b/.test(before);
    if (!isMeant || /(?:^|\s)#/.test(before) || whole === '') return [];
    return [
      { package: name, bound: version === undefined ? null : readRequirement(version), line: lineOf(text, start) },
    ];
  });
}

/** The adapters that a text speaks of as `dbt-<name>`, `<name>__macro` or `<name>`. */
export const ADAPTER_NAMES: readonly string[] = ADAPTERS.split('|');

function lineOf(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
