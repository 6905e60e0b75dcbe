import type { Problem } from '../../errors.ts';
import type { JinjaScan } from '../../sql/jinja-tags.ts';
import type { YamlText } from '../../yaml/read.ts';
import { isIn } from '../../context/dbt-layout.ts';
import { stemOf } from '../../context/scanned-project.ts';
import type { Shadow, ShadowFile } from '../shadow/read-shadow.ts';
import type { ModelEntry, SourceTable } from './yaml-nodes.ts';
import type { ReadText, ReadYamlFile } from './read-texts.ts';

/** The nodes of a project, as its files state them. */
export interface ProjectNodes {
  readonly models: readonly SqlNode[];
  /** Tests that are files of their own. */
  readonly singularTests: readonly SqlNode[];
  /** What else `ref` may name: seeds, snapshots, models in Python. */
  readonly otherNames: readonly NamedFile[];
  readonly entries: readonly ModelEntry[];
  readonly sources: readonly SourceTable[];
  readonly yamlFiles: readonly { readonly file: ShadowFile; readonly yaml: YamlText }[];
  /** Whether the project asks for packages: their models are not known here. */
  readonly usesPackages: boolean;
  /** YAML files that cannot be read. */
  readonly problems: readonly Problem[];
}

interface NamedFile {
  readonly name: string;
  readonly file: ShadowFile;
}

/** A model or a test in SQL, with its Jinja. */
export interface SqlNode extends NamedFile {
  readonly scan: JinjaScan;
}

/** Reads every node of the shadow. Pure. */
export function readNodes({ layout, files }: Shadow, read: ReadText): ProjectNodes {
  const inFolders = (folders: readonly string[], ending: RegExp): ShadowFile[] =>
    files.filter(({ path }) => ending.test(path) && isIn(path, folders));
  const yaml = readYamlFiles(
    files.filter(({ path }) => /\.ya?ml$/.test(path)),
    read,
  );
  const sqlNode = (file: ShadowFile): SqlNode => ({ name: stemOf(file.path), file, scan: read.jinja(file) });
  const others = [...inFolders(layout.models, /\.py$/), ...inFolders(layout.seeds, /\.csv$/)].map((file) => ({
    name: stemOf(file.path),
    file,
  }));
  return {
    models: inFolders(layout.models, /\.sql$/).map(sqlNode),
    singularTests: inFolders(layout.tests, /\.sql$/)
      .filter(
        ({ path }) =>
          !isIn(
            path,
            layout.tests.map((folder) => `${folder}/generic`),
          ),
      )
      .map(sqlNode),
    otherNames: [...others, ...snapshotsIn(inFolders(layout.snapshots, /\.sql$/), read)],
    entries: yaml.read.flatMap(({ nodes }) => nodes.entries),
    sources: yaml.read.flatMap(({ nodes }) => nodes.sources),
    yamlFiles: yaml.read,
    usesPackages: files.some(({ path }) => path === 'packages.yml' || path === 'dependencies.yml'),
    problems: yaml.problems,
  };
}

interface YamlFiles {
  readonly read: (ReadYamlFile & { readonly file: ShadowFile })[];
  readonly problems: Problem[];
}

function readYamlFiles(files: readonly ShadowFile[], { yaml: readText }: ReadText): YamlFiles {
  const all: YamlFiles = { read: [], problems: [] };
  for (const file of files) {
    const found = readText(file);
    if ('problems' in found) all.problems.push(...found.problems);
    else all.read.push({ ...found, file });
  }
  return all;
}

/** A snapshot's name stands in its file, not in the file's name. */
function snapshotsIn(files: readonly ShadowFile[], { jinja }: ReadText): NamedFile[] {
  return files.flatMap((file) =>
    jinja(file).tags.flatMap(({ inner }) => {
      const name = /^snapshot\s+(\w+)/.exec(inner)?.[1];
      return name === undefined ? [] : [{ name, file }];
    }),
  );
}
