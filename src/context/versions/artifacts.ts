import { open } from 'node:fs/promises';
import { join } from 'node:path';

/** What dbt itself left of its last runs. */
export interface Artifacts {
  readonly dbtVersion: { readonly version: string; readonly file: string } | null;
  readonly adapter: { readonly name: string; readonly file: string } | null;
}

/** The metadata stands at the beginning of an artifact, which may be of many megabytes; the last run at the end of a log. */
const PART = 65_536;

/** Reads which dbt and which adapter ran last, as its artifacts tell; nothing where there are none. */
export async function readArtifacts(projectDir: string): Promise<Artifacts> {
  const [manifest, results, log] = await Promise.all([
    readPart(projectDir, 'target/manifest.json', 'head'),
    readPart(projectDir, 'target/run_results.json', 'head'),
    readPart(projectDir, 'logs/dbt.log', 'tail'),
  ]);
  const adapter = /"adapter_type":\s*"(\w+)"/.exec(manifest)?.[1];
  const versions = [
    { file: 'target/manifest.json', version: DBT_VERSION.exec(manifest)?.[1] },
    { file: 'target/run_results.json', version: DBT_VERSION.exec(results)?.[1] },
    { file: 'logs/dbt.log', version: [...log.matchAll(/Running with dbt=(\d[\w.+-]*)/g)].at(-1)?.[1] },
  ];
  const found = versions.find(({ version }) => version !== undefined);
  return {
    dbtVersion: found?.version === undefined ? null : { version: found.version, file: found.file },
    adapter: adapter === undefined ? null : { name: adapter, file: 'target/manifest.json' },
  };
}

const DBT_VERSION = /"dbt_version":\s*"(\d[\w.+-]*)"/;

async function readPart(projectDir: string, path: string, part: 'head' | 'tail'): Promise<string> {
  const file = await open(join(projectDir, path)).catch(() => null);
  if (!file) return '';
  try {
    const { size } = await file.stat();
    const { buffer, bytesRead } = await file.read({
      buffer: Buffer.alloc(PART),
      position: part === 'head' ? 0 : Math.max(0, size - PART),
    });
    return buffer.toString('utf8', 0, bytesRead);
  } catch {
    return '';
  } finally {
    await file.close();
  }
}
