import { isJinja } from '../../sql/jinja-text.ts';
import type { ExistingModel, ExistingSource } from '../context.ts';
import { listOf } from '../facts/plain-data.ts';
import type { PlainData } from '../facts/plain-data.ts';
import type { NodePlace } from '../folder-configs.ts';
import { folderSetting, plainSetting } from '../folder-configs.ts';
import { hasPeoplesNodes } from '../generated-nodes.ts';
import type { ScannedProject } from '../scanned-project.ts';
import { partsOf } from '../scanned-project.ts';
import type { WrittenModel, WrittenProject } from './written-project.ts';
import { folderOf } from './written-project.ts';

/** The nodes of a project, as the scanner understood them. */
export interface ProjectNodes {
  readonly models: readonly ExistingModel[];
  readonly sources: readonly ExistingSource[];
}

/** Of a scanned project what people wrote: own nodes that are on and that cartridge did not make. Pure. */
export function readWrittenProject(own: ScannedProject, { models, sources }: ProjectNodes): WrittenProject {
  const facts = new Map(own.files.map((file) => [file.path, file.facts]));
  const folders = new FolderSettings(own);
  const people = models.filter((model) => model.package === null && !model.generated);
  const on = people.filter((model) => model.enabled);
  // Where most are off, variables turn them on, and they are as much in use as the rest.
  const written = on.length * 2 >= people.length ? on : people;
  const yaml = own.files.flatMap(({ path, facts: read }) =>
    read?.yaml_style && hasPeoplesNodes(own.generated, path, read.yaml) ? [[path, read.yaml_style] as const] : [],
  );
  return {
    models: written.map((model): WrittenModel => ({
      name: model.name,
      path: model.path,
      refs: model.refs,
      sources: model.sources,
      properties_path: model.properties_generated ? null : model.properties_path,
      columns: model.columns.map(({ name, tests }) => ({ name, tests: tests.map(({ test }) => test) })),
      materialized: plainSetting(model.materialized),
      folder_tags: folders.tagsOf(folderOf(model.path)),
      sql: facts.get(model.path)?.sql_style ?? null,
    })),
    sources: sources
      .filter((source) => source.package === null && !source.generated)
      .map(({ name, path, tables }) => ({ name, path, tables: tables.filter((table) => !table.generated) })),
    yaml: new Map(yaml),
    settingOf: (folder, key) => folders.settingOf(folder, key),
  };
}

/** What dbt_project.yml sets by folder; each folder is looked up once. */
class FolderSettings {
  readonly #own: ScannedProject;
  readonly #settings = new Map<string, string | null>();
  readonly #tags = new Map<string, readonly string[]>();

  constructor(own: ScannedProject) {
    this.#own = own;
  }

  settingOf(folder: string, key: 'materialized' | 'schema'): string | null {
    const known = this.#settings.get(`${key} ${folder}`);
    if (known !== undefined) return known;
    const value = this.#find(this.#placeOf(folder), key);
    const setting = typeof value === 'string' ? (key === 'schema' ? value : plainSetting(value)) : null;
    this.#settings.set(`${key} ${folder}`, setting);
    return setting;
  }

  /** Tags add up from folder to folder, as in dbt. */
  tagsOf(folder: string): readonly string[] {
    const known = this.#tags.get(folder);
    if (known !== undefined) return known;
    const { parts } = this.#placeOf(folder);
    const settings = parts.map((_, depth) => this.#find({ parts: [...parts.slice(0, depth), ANY_NODE] }, 'tags'));
    const tags = [...new Set(settings.flatMap(textsOf))];
    this.#tags.set(folder, tags);
    return tags;
  }

  #placeOf(folder: string): Pick<NodePlace, 'parts'> {
    return { parts: partsOf(this.#own, `${folder}/${ANY_NODE}.sql`, this.#own.layout.models) };
  }

  #find({ parts }: Pick<NodePlace, 'parts'>, key: string): PlainData | undefined {
    const place = { resource_type: 'model' as const, package: this.#own.name, parts };
    for (const configs of this.#own.configs) {
      const setting = folderSetting(configs, place, key);
      if (setting !== undefined) return setting;
    }
    return undefined;
  }
}

/** Stands for whichever node is in a folder: no model has such a name. */
const ANY_NODE = '*';

function textsOf(value: PlainData | undefined): string[] {
  const list = typeof value === 'string' ? [value] : listOf(value);
  return list.filter((item) => typeof item === 'string').filter((text) => !isJinja(text));
}
