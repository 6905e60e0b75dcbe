import { readYaml } from '../../yaml/read.ts';
import { textOf } from '../facts/plain-data.ts';
import { mappingOf } from '../../yaml/mapping.ts';
import type { RepositoryFolder } from './repository.ts';
import { namesIn, readRepositoryText } from './repository.ts';

/** Where repositories keep a profile that holds no secrets. */
const FOLDERS = ['.', 'profile', 'profiles', '.dbt'];
const PROFILES_FILE = 'profiles.yml';

/**
 * The adapter's type in a profiles.yml of the repository, the nearest first, with its path; null where there is none, or its
 * outputs differ. Never looks into the user's home.
 */
export async function findProfileType(
  folders: readonly RepositoryFolder[],
  profile: string,
): Promise<{ readonly type: string; readonly file: string } | null> {
  for (const folder of folders) {
    const deeper = (await namesIn(folder, 'profiles')).map((name) => `profiles/${name}`);
    for (const below of [...FOLDERS, ...deeper]) {
      const path = below === '.' ? PROFILES_FILE : `${below}/${PROFILES_FILE}`;
      const text = await readRepositoryText(folder, path);
      const types = text === null ? [] : outputTypes(text, profile);
      const [type] = types;
      if (type !== undefined && types.length === 1) return { type, file: `${folder.prefix}${path}` };
    }
  }
  return null;
}

/** The types of a profile's outputs, each once. Pure. */
function outputTypes(text: string, profile: string): string[] {
  const yaml = readYaml(text, PROFILES_FILE);
  const profiles = 'problems' in yaml ? {} : mappingOf(yaml.value);
  const outputs = Object.values(mappingOf(mappingOf(profiles[profile])['outputs']));
  const types = outputs.map((output) => textOf(mappingOf(output)['type'])).filter((type) => type !== null);
  return [...new Set(types)];
}
