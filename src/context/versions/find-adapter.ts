import type { FoundAdapter } from '../context.ts';
import type { Artifacts } from './artifacts.ts';
import type { FoundPin } from './found-pins.ts';
import { ADAPTER_NAMES } from './pins.ts';

/** Everything that may tell the adapter. */
export interface AdapterClues {
  /** `adapter` of cartridge.yml. */
  readonly configured: string | null;
  readonly artifacts: Artifacts;
  /** The type of the profile's output, with the file that says so. */
  readonly profile: { readonly type: string; readonly file: string } | null;
  /** The strongest first. */
  readonly pins: readonly FoundPin[];
  readonly profileName: string | null;
  /** Names of configs that models and dbt_project.yml set. */
  readonly configNames: ReadonlySet<string>;
  /** Names of the project's own macros. */
  readonly macroNames: readonly string[];
}

/**
 * The adapter that the project is for: what a person or dbt says, else the only one that is installed or asked for, else a guess
 * by the profile's name and by what only one adapter knows. Null where nothing tells, or several are meant. Pure.
 */
export function findAdapter(clues: AdapterClues): FoundAdapter | null {
  const { configured, artifacts, profile, pins } = clues;
  if (configured !== null) return found(configured, 'adapter:', { file: 'cartridge.yml', isSure: true });
  if (artifacts.adapter) {
    return found(artifacts.adapter.name, 'the last run of dbt', { file: artifacts.adapter.file, isSure: true });
  }
  if (profile) return found(profile.type, 'the profile', { file: profile.file, isSure: true });
  const pinned = adapterByPins(pins);
  return pinned ?? guessAdapter(clues);
}

function found(
  name: string,
  found_by: string,
  { file, isSure }: { file: string | null; isSure: boolean },
): FoundAdapter {
  return { name, found_by, file, line: null, is_sure: isSure };
}

/** Of the strongest kind of file that names any; several of them mean none. */
function adapterByPins(pins: readonly FoundPin[]): FoundAdapter | null {
  const adapters = pins.filter((pin) => pin.package !== 'core');
  const strongest = adapters.filter((pin) => pin.rank === adapters[0]?.rank);
  const [first] = strongest;
  if (!first || strongest.some((pin) => pin.package !== first.package)) return null;
  const { package: name, file, line } = first;
  return { name, found_by: `dbt-${name} ${line === null ? 'installed' : 'asked for'}`, file, line, is_sure: true };
}

/** Configs that one adapter alone knows. */
const OWN_CONFIGS: Readonly<Record<string, readonly string[]>> = {
  snowflake: ['snowflake_warehouse', 'transient', 'query_tag', 'copy_grants', 'secure', 'automatic_clustering'],
  bigquery: ['require_partition_filter', 'hours_to_expiration', 'partition_expiration_days', 'kms_key_name'],
  redshift: ['dist', 'sort', 'sort_type', 'diststyle', 'bind'],
  databricks: ['liquid_clustered_by', 'tblproperties', 'databricks_tags', 'databricks_compute'],
  postgres: ['indexes', 'unlogged'],
  athena: ['s3_data_dir', 's3_data_naming', 'lf_tags_config'],
  clickhouse: ['engine', 'order_by', 'primary_key'],
};

/** A guess: by what one adapter alone fits. */
function guessAdapter({ profileName, configNames, macroNames }: AdapterClues): FoundAdapter | null {
  const byMacro = ADAPTER_NAMES.filter((name) => macroNames.some((macro) => macro.startsWith(`${name}__`)));
  const byConfig = Object.entries(OWN_CONFIGS).filter(([, names]) => names.some((name) => configNames.has(name)));
  const byProfile = ADAPTER_NAMES.filter(
    (name) =>
      profileName
        ?.toLowerCase()
        .split(/[^a-z]+/)
        .includes(name) === true,
  );
  const guesses: readonly (readonly [readonly string[], string, string])[] = [
    [byProfile, 'the name of the profile', 'dbt_project.yml'],
    [byConfig.map(([name]) => name), 'configs that no other adapter has', ''],
    [byMacro, 'macros for it alone', ''],
  ];
  const guess = guesses.find(([names]) => names.length === 1);
  const name = guess?.[0][0];
  if (!guess || name === undefined) return null;
  return found(name, guess[1], { file: guess[2] === '' ? null : guess[2], isSure: false });
}
