import { isJinja } from '../sql/jinja-text.ts';
import { readProjectText, readProjectYaml } from './dbt-project.ts';
import { isMapping } from '../yaml/mapping.ts';

/** What the chosen output of a profile says. Values that only dbt can render are null. */
export interface Target {
  /** dbt's adapter type. */
  readonly type: string | null;
  readonly schema: string | null;
  /** Path of the project's own DuckDB file, as written; dbt takes it relative to the folder it runs in. */
  readonly databasePath: string | null;
  /** Databases that the output attaches, with an alias; paths as written. */
  readonly attached: readonly { readonly path: string; readonly alias: string }[];
}

const PROFILES_FILE = 'profiles.yml';

/**
 * The output that dbt would use of `profile` in the project's own profiles.yml; null where there is none. Reads nothing
 * outside the project: a profile in the user's home may hold passwords.
 */
export async function readTarget(projectDir: string, profile: string): Promise<Target | null> {
  const text = await readProjectText(projectDir, PROFILES_FILE);
  if (text === null) return null;
  const found = mappingAt(readProjectYaml(text, PROFILES_FILE).value, profile);
  const outputs = mappingAt(found, 'outputs');
  if (!outputs) return null;
  const names = Object.keys(outputs);
  const wanted = textAt(found, 'target') ?? (names.includes('default') ? 'default' : names[0]);
  const output = mappingAt(outputs, wanted ?? '') ?? mappingAt(outputs, names[0] ?? '');
  if (!output) return null;
  const type = textAt(output, 'type');
  const path = textAt(output, 'path');
  return {
    type,
    schema: textAt(output, 'schema') ?? (type === 'duckdb' && output['schema'] === undefined ? 'main' : null),
    databasePath: type === 'duckdb' && path !== ':memory:' ? path : null,
    attached: attachedBy(output),
  };
}

function attachedBy(output: Readonly<Record<string, unknown>>): { path: string; alias: string }[] {
  const entries: unknown[] = Array.isArray(output['attach']) ? output['attach'] : [];
  return entries.filter(isMapping).flatMap((entry) => {
    const [path, alias] = [textAt(entry, 'path'), textAt(entry, 'alias')];
    return path !== null && alias !== null ? [{ path, alias }] : [];
  });
}

function mappingAt(value: unknown, key: string): Readonly<Record<string, unknown>> | null {
  const found = isMapping(value) ? value[key] : undefined;
  return isMapping(found) ? found : null;
}

function textAt(value: Readonly<Record<string, unknown>> | null, key: string): string | null {
  const found = value?.[key];
  return typeof found === 'string' && !isJinja(found) ? found : null;
}
