import { basename } from 'node:path';
import { isJinja } from '../../sql/jinja-text.ts';
import { readYaml } from '../../yaml/read.ts';
import { isMapping } from '../../yaml/mapping.ts';

/** A profile that writes nowhere but into a throw-away file. */
export interface ThrowAwayProfile {
  /** Text of profiles.yml: JSON, which is YAML. */
  readonly text: string;
  readonly profile: string;
  readonly target: string;
  /** Path of the project's own database as the user wrote it; null where it is in memory. */
  readonly ownPath: string | null;
}

/** Where things go; both absolute. */
export interface ThrowAwayPlaces {
  /** Database that is built into instead of the project's own. Its stem must be that of the own one. */
  readonly databaseOf: (fileName: string) => string;
  readonly externalRoot: string;
}

/**
 * Rewrites a project's profiles.yml so that `dbt build` can harm nothing: the DuckDB file is a throw-away one of the same
 * name (DuckDB names the database after it), and every attached database is read-only. Pure. Says `why` where that
 * cannot be made sure of.
 */
export function throwAwayProfile(
  profilesText: string,
  profile: string,
  places: ThrowAwayPlaces,
): ThrowAwayProfile | { readonly why: string } {
  const yaml = readYaml(profilesText, 'profiles.yml');
  if ('problems' in yaml) return { why: yaml.problems[0].message };
  const found = mappingAt(yaml.value, profile);
  const outputs = mappingAt(found, 'outputs');
  const target = found['target'] ?? ('default' in outputs ? 'default' : Object.keys(outputs)[0]);
  if (typeof target !== 'string' || isJinja(target))
    return { why: `the target of the profile ${profile} is not plain` };
  const output = mappingAt(outputs, target);
  const own = ownPath(output);
  if ('why' in own) return own;
  const path = own.path === null ? ':memory:' : places.databaseOf(basename(own.path.replaceAll('\\', '/')));
  const attach = readOnly(output['attach']);
  const safe = { ...output, path, external_root: places.externalRoot, ...(attach === null ? {} : { attach }) };
  return {
    text: `${JSON.stringify({ [profile]: { target, outputs: { [target]: safe } } }, null, 2)}\n`,
    profile,
    target,
    ownPath: own.path,
  };
}

function ownPath(output: Mapping): { path: string | null } | { why: string } {
  if (output['type'] !== 'duckdb')
    return { why: `it builds only on duckdb, and the profile is of ${String(output['type'])}` };
  if ('remote' in output || output['is_ducklake'] === true) return { why: 'the profile writes to another machine' };
  const path = output['path'] ?? ':memory:';
  if (typeof path !== 'string' || isJinja(path))
    return { why: 'the path of the database in profiles.yml is not plain' };
  if (path === ':memory:') return { path: null };
  // `md:`, `motherduck:`, `ducklake:`, `s3://`; one letter and a colon is a drive.
  return /^[a-z][a-z0-9+]+:/i.test(path) ? { why: 'the profile writes to another machine' } : { path };
}

/** Every attached database read-only; null where there is none. */
function readOnly(attach: unknown): unknown[] | null {
  if (!Array.isArray(attach)) return null;
  return attach.map((entry: unknown) =>
    isMapping(entry) ? { ...entry, read_only: true } : { path: entry, read_only: true },
  );
}

type Mapping = Readonly<Record<string, unknown>>;

function mappingAt(value: unknown, key: string): Mapping {
  const found = isMapping(value) ? value[key] : undefined;
  return isMapping(found) ? found : {};
}
