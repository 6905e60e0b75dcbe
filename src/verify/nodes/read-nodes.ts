import type { Problem } from '../../errors.ts';
import type { JinjaScan } from '../../sql/jinja-tags.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import type { YamlText } from '../../yaml/read.ts';
import { readYaml } from '../../yaml/read.ts';
import { isIn } from '../../context/dbt-layout.ts';
import type { Shadow, ShadowFile } from '../shadow/read-shadow.ts';
import type { ModelEntry, SourceTable } from './yaml-nodes.ts';
import { readYamlNodes } from './yaml-nodes.ts';

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
export function readNodes({ layout, files }: Shadow): ProjectNodes {
  const inFolders = (folders: readonly string[], ending: RegExp): ShadowFile[] =>
    files.filter(({ path }) => ending.test(path) && isIn(path, folders));
  const yaml = readYamlFiles(files.filter(({ path }) => /\.ya?ml$/.test(path)));
  const nodes = yaml.read.map((read) => readYamlNodes(read.yaml, read.file.path));
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
    otherNames: [...others, ...snapshotsIn(inFolders(layout.snapshots, /\.sql$/))],
    entries: nodes.flatMap(({ entries }) => entries),
    sources: nodes.flatMap(({ sources }) => sources),
    yamlFiles: yaml.read,
    usesPackages: files.some(({ path }) => path === 'packages.yml' || path === 'dependencies.yml'),
    problems: yaml.problems,
  };
}

function readYamlFiles(files: readonly ShadowFile[]): {
  read: { file: ShadowFile; yaml: YamlText }[];
  problems: Problem[];
} {
  const read: { file: ShadowFile; yaml: YamlText }[] = [];
  const problems: Problem[] = [];
  for (const file of files) {
    const yaml = readYaml(file.content, file.path, 'VERIFY_STATIC');
    if ('problems' in yaml) problems.push(...yaml.problems);
    else read.push({ file, yaml });
  }
  return { read, problems };
}

function sqlNode(file: ShadowFile): SqlNode {
  return { name: stemOf(file.path), file, scan: scanJinja(file.content) };
}

/** A snapshot's name stands in its file, not in the file's name. */
function snapshotsIn(files: readonly ShadowFile[]): NamedFile[] {
  return files.flatMap((file) =>
    scanJinja(file.content).tags.flatMap(({ inner }) => {
      const name = /^snapshot\s+(\w+)/.exec(inner)?.[1];
      return name === undefined ? [] : [{ name, file }];
    }),
  );
}

function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
}
