import type { DbtLayout } from './dbt-layout.ts';
import { isIn } from './dbt-layout.ts';
import type { FileFacts } from './facts/file-facts.ts';
import type { ManifestFacts } from './facts/manifest-facts.ts';
import type { NodeEntry, Resource } from './facts/yaml-facts.ts';
import type { FolderConfig, NodePlace } from './folder-configs.ts';
import { folderSetting } from './folder-configs.ts';
import type { GeneratedNodes } from './generated-nodes.ts';
import type { MacroIndex } from './macro-graph.ts';
import type { Variables } from './variables.ts';
import { readSwitch } from './variables.ts';

/** The files of the project, or of one of its packages, read and not yet understood. */
export interface ScannedProject {
  readonly name: string;
  /** Null: the project's own; else the package's name. */
  readonly package: string | null;
  /** Its folder, relative to the project, with `/` at the end; empty for the project itself. */
  readonly prefix: string;
  readonly layout: DbtLayout;
  /** Configs by folder: those of the project, then those of the package itself. */
  readonly configs: readonly (readonly FolderConfig[])[];
  /** Sorted by path. */
  readonly files: readonly ScannedFile[];
  readonly macros: MacroIndex;
  readonly variables: Variables;
  /** What dbt's last run tells of what only dbt can know; null: nothing that still holds. */
  readonly manifest: ManifestFacts | null;
  /** What was off in that run. */
  readonly off: ReadonlySet<string>;
  readonly generated: GeneratedNodes;
}

export interface ScannedFile {
  /** Relative to the project. */
  readonly path: string;
  /** Null: of a kind that is not read, such as a seed. */
  readonly facts: FileFacts | null;
}

/** An entry of properties, with its file. */
export interface PlacedEntry {
  readonly path: string;
  readonly entry: NodeEntry;
}

/** The entries of one kind of resource, in the order of the files. */
export function entriesOf({ files }: ScannedProject, resource: Resource): PlacedEntry[] {
  return files.flatMap(({ path, facts }) =>
    (facts?.yaml?.entries ?? []).filter((entry) => entry.resource === resource).map((entry) => ({ path, entry })),
  );
}

/** The files of a kind that lie in folders of the layout. */
export function filesIn(
  { files, prefix }: ScannedProject,
  folders: readonly string[],
  ending: RegExp,
): readonly ScannedFile[] {
  return files.filter(({ path }) => ending.test(path) && isIn(path.slice(prefix.length), folders));
}

/** Name of the node that a file holds. */
export function stemOf(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1, path.lastIndexOf('.'));
}

/** The folders of a file below the folder of the layout that it lies in, and its name. */
export function partsOf({ prefix }: ScannedProject, path: string, folders: readonly string[]): string[] {
  const local = path.slice(prefix.length);
  const folder = folders.find((each) => local.startsWith(`${each}/`));
  const below = folder === undefined ? local : local.slice(folder.length + 1);
  return below.slice(0, below.lastIndexOf('.')).split('/');
}

/** Where a node stands, and how dbt's manifest calls it. */
export interface PlacedNode extends Pick<NodePlace, 'resource_type'> {
  /** As dbt addresses it; asked for only where a folder turns something on or off. */
  readonly parts: () => NodePlace['parts'];
  /** Path of its file in the project or package; of a source table `shop.orders`. */
  readonly key: string;
}

/**
 * Whether a node is on: by the first of what its file, its properties and its folders say, else by dbt's last run. What only dbt
 * can know counts as on, since the node may be there. Pure.
 */
export function isEnabled(
  project: ScannedProject,
  { key, ...place }: PlacedNode,
  written: readonly unknown[],
): boolean {
  const own = written.find((value) => value !== undefined && value !== null);
  const said = own ?? folderSwitch(project, place);
  return readSwitch(said, project.variables) ?? !project.off.has(`${project.name}:${key}`);
}

function folderSwitch({ configs, name }: ScannedProject, { resource_type, parts }: Omit<PlacedNode, 'key'>): unknown {
  for (const all of configs) {
    const switches = all.filter((config) => config.resource_type === resource_type && 'enabled' in config.settings);
    if (switches.length === 0) continue;
    const setting = folderSetting(switches, { resource_type, package: name, parts: parts() }, 'enabled');
    if (setting !== undefined && setting !== null) return setting;
  }
  return undefined;
}

/** The path of a file in its own project or package, as dbt's manifest has it. */
export function pathIn({ prefix }: ScannedProject, path: string): string {
  return path.slice(prefix.length);
}
