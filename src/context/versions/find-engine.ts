import type { FoundAdapter, FoundVersion } from '../context.ts';
import type { DbtProject } from '../dbt-project.ts';
import type { DbtForm } from '../dbt-form.ts';
import type { FormCounts } from '../facts/form-counts.ts';
import { addForms } from '../facts/form-counts.ts';
import { hasPeoplesNodes } from '../generated-nodes.ts';
import type { ScannedFile, ScannedProject } from '../scanned-project.ts';
import { readArtifacts } from './artifacts.ts';
import { findDbtVersion, usedFeatures } from './dbt-version.ts';
import { decideForm } from './decide-form.ts';
import { findAdapter } from './find-adapter.ts';
import { findPins } from './found-pins.ts';
import { findProfileType } from './nearby-profile.ts';
import { repositoryFolders } from './repository.ts';
import { isAtLeast } from './version-numbers.ts';

/** What the project runs on, and the form of properties that this asks for. */
export interface Engine {
  readonly adapter: FoundAdapter | null;
  readonly dbt_version: FoundVersion | null;
  readonly form: DbtForm;
}

export interface EngineInput {
  readonly project: DbtProject;
  readonly own: ScannedProject;
  /** `adapter` of cartridge.yml. */
  readonly configured: string | null;
  /** Type of the output that dbt would use, where the project's own profiles.yml says it. */
  readonly targetType: string | null;
  /** Tells the version of the dbt that is at hand; null: there is none. */
  readonly askVersion?: (() => Promise<string | null>) | undefined;
}

/**
 * Finds the adapter and the version of dbt, looking into the project and the repository around it. The dbt at hand is asked only
 * where these do not tell the version.
 */
export async function findEngine(projectDir: string, input: EngineInput): Promise<Engine> {
  const { project, own, configured, targetType } = input;
  const folders = await repositoryFolders(projectDir);
  const [artifacts, pins] = await Promise.all([readArtifacts(projectDir), findPins(folders)]);
  const profile =
    targetType === null ? await findProfileType(folders, project.profile) : { type: targetType, file: 'profiles.yml' };
  const inUse = formsOfPeople(own);
  const files = new Set(folders[0]?.entries.map((entry) => entry.name));
  const isBlank = own.files.every((file) => isOurs(own, file));
  const stated = findDbtVersion({
    artifacts,
    pins,
    required: project.requiredVersions,
    features: usedFeatures(inUse, keysOf(own), files),
  });
  const dbt_version = isBlank || stated?.is_exact === true ? stated : await preferInstalled(stated, input.askVersion);
  const flag = project.flags['require_generic_test_arguments_property'];
  return {
    adapter: findAdapter({
      configured,
      artifacts,
      profile,
      pins,
      profileName: project.profile,
      configNames: configNames(project, own),
      macroNames: [...own.macros.keys()],
    }),
    dbt_version,
    form: decideForm({
      version: dbt_version,
      argumentsFlag: typeof flag === 'boolean' ? flag : null,
      inUse: formsToKeep(own.generated.forms, inUse),
      isBlank,
    }),
  };
}

/** The dbt at hand is the project's own unless the project asks for a newer one. */
async function preferInstalled(
  stated: FoundVersion | null,
  askVersion: EngineInput['askVersion'],
): Promise<FoundVersion | null> {
  const version = (await askVersion?.()) ?? null;
  if (version === null || (stated && !isAtLeast(version, stated.version))) return stated;
  return { version, is_exact: true, found_by: 'the dbt that is installed here', file: null, line: null };
}

/** What cartridge wrote stays as it was decided when it did, so that a plan made again where less is known is no other. */
function formsToKeep(ours: FormCounts, peoples: FormCounts): FormCounts {
  const written = (one: keyof FormCounts, other: keyof FormCounts): FormCounts =>
    ours[one] + ours[other] > 0 ? ours : peoples;
  const { tests, data_tests } = written('tests', 'data_tests');
  const { nested_arguments, inline_arguments } = written('nested_arguments', 'inline_arguments');
  const { nested_source_config, top_level_source_config } = written('nested_source_config', 'top_level_source_config');
  const { nested_column_config, top_level_column_config } = written('nested_column_config', 'top_level_column_config');
  return {
    tests,
    data_tests,
    nested_arguments,
    inline_arguments,
    nested_source_config,
    top_level_source_config,
    nested_column_config,
    top_level_column_config,
  };
}

function formsOfPeople(own: ScannedProject): FormCounts {
  return addForms(own.files.flatMap((file) => (file.facts?.yaml && !isOurs(own, file) ? [file.facts.yaml.forms] : [])));
}

/** Whether all of a file is cartridge's: what it put into a person's file makes that no less a person's. */
function isOurs({ generated }: ScannedProject, { path, facts }: ScannedFile): boolean {
  return generated.wroteFile(path) && !hasPeoplesNodes(generated, path, facts?.yaml ?? null);
}

function keysOf({ files }: ScannedProject): ReadonlySet<string> {
  return new Set(files.flatMap(({ facts }) => facts?.yaml?.keys ?? []));
}

function configNames({ folderConfigs }: DbtProject, { files }: ScannedProject): ReadonlySet<string> {
  return new Set([
    ...folderConfigs.flatMap(({ settings }) => Object.keys(settings)),
    ...files.flatMap(({ facts }) => Object.keys(facts?.sql?.config ?? {})),
  ]);
}
