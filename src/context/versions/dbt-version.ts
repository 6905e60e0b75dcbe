import type { FoundVersion } from '../context.ts';
import type { FormCounts } from '../facts/form-counts.ts';
import type { Artifacts } from './artifacts.ts';
import type { FoundPin } from './found-pins.ts';
import { compareVersions, isAtLeast, lowestVersion, readRequirement } from './version-numbers.ts';

/** Everything that may tell the version of dbt. */
export interface VersionClues {
  readonly artifacts: Artifacts;
  /** The strongest first. */
  readonly pins: readonly FoundPin[];
  /** `require-dbt-version` of dbt_project.yml. */
  readonly required: readonly string[];
  /** What the project uses that older versions do not know. */
  readonly features: readonly Feature[];
}

/** Something that came with a version of dbt. */
export interface Feature {
  readonly name: string;
  readonly since: string;
}

/**
 * The version of dbt that the project is for (dbt-facts.md 0): that of dbt's own last run, or the one installed or pinned;
 * else the oldest that all that is said allows. Null where nothing tells. Pure.
 */
export function findDbtVersion({ artifacts, pins, required, features }: VersionClues): FoundVersion | null {
  if (artifacts.dbtVersion) {
    const { version, file } = artifacts.dbtVersion;
    return { version, is_exact: true, found_by: `the last run of dbt`, file, line: null };
  }
  const pinned = versionByPins(pins);
  if (pinned?.is_exact === true) return pinned;
  const bounds = [pinned, versionRequired(required), versionByFeatures(features)].filter((bound) => bound !== null);
  return bounds.sort((a, b) => compareVersions(b.version, a.version))[0] ?? null;
}

/** Of the strongest kind of file; where such files disagree, as a matrix of tests does, the lowest. */
function versionByPins(pins: readonly FoundPin[]): FoundVersion | null {
  const rated = pins.flatMap((pin) => {
    const bound = coreBound(pin);
    return bound === null ? [] : [{ ...bound, pin, strength: pin.rank * 2 + (pin.package === 'core' ? 0 : 1) }];
  });
  const strength = Math.min(...rated.map((each) => each.strength));
  const strongest = rated.filter((each) => each.strength === strength);
  const version = lowestVersion(strongest.map((each) => each.version));
  const found = strongest.find((each) => each.version === version);
  if (!found) return null;
  const { package: name, file, line } = found.pin;
  return {
    version: found.version,
    is_exact: strongest.every((each) => each.is_exact && each.version === version),
    found_by: `dbt-${name} ${line === null ? 'installed' : 'pinned'}`,
    file,
    line,
  };
}

/** What an adapter's version says of dbt's: until 1.7 they went together, since 1.8 they do not. */
function coreBound({ package: name, bound }: FoundPin): { version: string; is_exact: boolean } | null {
  if (bound === null || name === 'core') return bound;
  const [major = '1', minor = '0'] = bound.version.split('.');
  const version = isAtLeast(bound.version, '1.8') ? '1.8.0' : `${major}.${minor}.0`;
  return { version, is_exact: false };
}

function versionRequired(required: readonly string[]): FoundVersion | null {
  const bound = readRequirement(required.join(','));
  if (!bound) return null;
  return { ...bound, found_by: 'require-dbt-version', file: 'dbt_project.yml', line: null };
}

function versionByFeatures(features: readonly Feature[]): FoundVersion | null {
  const newest = [...features].sort((a, b) => compareVersions(b.since, a.since))[0];
  if (!newest) return null;
  return { version: newest.since, is_exact: false, found_by: `use of ${newest.name}`, file: null, line: null };
}

/** The features that the forms, the top-level keys and the files of a project show. Pure. */
export function usedFeatures(forms: FormCounts, keys: ReadonlySet<string>, files: ReadonlySet<string>): Feature[] {
  const found: readonly (readonly [boolean, string, string])[] = [
    [files.has('dependencies.yml'), 'dependencies.yml', '1.6.0'],
    [files.has('package-lock.yml'), 'package-lock.yml', '1.7.0'],
    [forms.data_tests > 0, 'data_tests:', '1.8.0'],
    [keys.has('unit_tests'), 'unit_tests:', '1.8.0'],
    [forms.nested_arguments > 0, 'arguments: of tests', '1.10.5'],
    [keys.has('functions'), 'functions:', '1.11.0'],
    [files.has('vars.yml'), 'vars.yml', '1.12.0'],
  ];
  return found.filter(([isUsed]) => isUsed).map(([, name, since]) => ({ name, since }));
}
