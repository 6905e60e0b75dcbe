import { readdir, realpath } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Environment } from './command.ts';
import { runCommand } from './command.ts';
import { redact } from './redact.ts';

/** Which dbt a program is. */
export interface DbtInstallation {
  /** Null where the program is not dbt, or does not run. */
  readonly version: string | null;
  /** Installed adapters: `{ name: 'duckdb', version: '1.11.1' }`. dbt v2 has its adapters built in and lists none. */
  readonly adapters: readonly { readonly name: string; readonly version: string }[];
  /** Why it cannot be used, in words; null where it can. */
  readonly unusable: string | null;
}

/** Starting dbt takes seconds where the machine is busy. */
const VERSION_TIMEOUT_MS = 60_000;

interface Asking {
  readonly env: Environment;
  readonly signal?: AbortSignal | undefined;
}

/**
 * Which dbt stands at a path: read from the packages beside it, which takes no time, else asked with `--version`,
 * which takes seconds and, in dbt 1, a look at the network.
 */
export async function inspectDbt(path: string, asking: Asking): Promise<DbtInstallation> {
  return (await readSitePackages(path)) ?? (await askVersion(path, asking));
}

/** Folders of an environment that hold its packages, as seen from the folder of its programs. */
async function readSitePackages(path: string): Promise<DbtInstallation | null> {
  const root = dirname(dirname(await realpath(path)));
  const versions = (await listOrNone(join(root, 'lib'))).filter((name) => name.startsWith('python'));
  const folders = [
    ...versions.map((name) => join(root, 'lib', name, 'site-packages')),
    join(root, 'Lib', 'site-packages'),
  ];
  const names = (await Promise.all(folders.map(listOrNone))).flat();
  return installationOf(names);
}

/** Reads `dbt_core-1.11.16.dist-info`, `dbt_duckdb-1.11.1.dist-info`. Pure. */
export function installationOf(names: readonly string[]): DbtInstallation | null {
  const packages = new Map<string, string>();
  for (const name of names) {
    const match = /^(dbt(?:_[a-z0-9]+)*)-(\d[^-]*)\.dist-info$/.exec(name);
    if (match?.[1] !== undefined && match[2] !== undefined) packages.set(match[1], match[2]);
  }
  const version = packages.get('dbt_core') ?? packages.get('dbt');
  if (version === undefined) return null;
  const adapters = [...packages]
    .filter(([name]) => name.startsWith('dbt_') && !NO_ADAPTERS.has(name))
    .map(([name, adapterVersion]) => ({ name: name.slice('dbt_'.length), version: adapterVersion }));
  return { version, adapters: byName(adapters), unusable: null };
}

/** Packages of dbt that are not adapters. */
const NO_ADAPTERS = new Set([
  'dbt_core',
  'dbt_common',
  'dbt_adapters',
  'dbt_extractor',
  'dbt_protos',
  'dbt_semantic_interfaces',
  'dbt_core_experimental_parser',
  'dbt_autofix',
  'dbt_mcp',
]);

async function askVersion(path: string, { env, signal }: Asking): Promise<DbtInstallation> {
  const result = await runCommand({
    command: path,
    args: ['--version'],
    cwd: dirname(path),
    env,
    timeoutMs: VERSION_TIMEOUT_MS,
    signal,
  });
  const unusable = (why: string): DbtInstallation => ({ version: null, adapters: [], unusable: why });
  if (result.notStarted !== null) return unusable(`it cannot be started (${result.notStarted})`);
  if (result.aborted) return unusable('it was stopped while it was asked for its version');
  if (result.timedOut) return unusable(`it did not answer --version within ${VERSION_TIMEOUT_MS / 1000} s`);
  const read = readVersionText(`${result.stdout}${result.stderr}`);
  if (read !== null) return read;
  const [firstLine] = redact(result.stderr || result.stdout, env)
    .trim()
    .split('\n');
  return unusable(`it does not answer --version as dbt does${firstLine ? `: ${firstLine.slice(0, 200)}` : ''}`);
}

/** Reads what `dbt --version` prints: dbt 1 with its plugins, or v2 on one line. Pure; null where it is not dbt's. */
export function readVersionText(text: string): DbtInstallation | null {
  const fusion = /^dbt-fusion (\S+)/m.exec(text)?.[1];
  if (fusion !== undefined) return { version: fusion, adapters: [], unusable: null };
  const core = /^\s*- installed:\s*(\S+)/m.exec(text)?.[1] ?? /^installed version:\s*(\S+)/m.exec(text)?.[1];
  if (core === undefined) return null;
  const plugins = text.slice(text.indexOf('Plugins:'));
  const adapters = [...plugins.matchAll(/^\s*- (\w+):\s*(\d\S*)/gm)].map(([, name = '', version = '']) => ({
    name,
    version,
  }));
  return { version: core, adapters: text.includes('Plugins:') ? byName(adapters) : [], unusable: null };
}

function byName<T extends { readonly name: string }>(items: readonly T[]): T[] {
  return [...items].sort((a, b) => (a.name < b.name ? -1 : 1));
}

async function listOrNone(folder: string): Promise<string[]> {
  return readdir(folder).catch(() => []);
}
