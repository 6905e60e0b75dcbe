import type { Layer } from '../style.ts';
import { areaOf } from './later-names.ts';
import { layerOfPath } from './layer-words.ts';
import type { LayeredModel } from './layers.ts';
import type { StagedModel } from './staged-models.ts';
import type { Vote } from './votes.ts';
import { snakeCase, sourceForms } from './word-forms.ts';
import type { WrittenSource } from './written-project.ts';
import { folderOf } from './written-project.ts';

/**
 * Where staging models stand: `models/staging/{source}`. What some have below the folder of their source, one for each loader
 * for instance, is left out: the deepest pattern counts that most are in or below. Pure.
 */
export function stagingFolders(models: readonly StagedModel[]): Vote[] {
  const owners = new FolderOwners(models.map(({ path, source, table }) => ({ path, owner: source ?? table })));
  const patterns = models.map((model) => {
    const { path, source } = model;
    const forms = [...(source === null ? [] : sourceForms(source)), areaOf(model) ?? ''];
    return folderOf(owners.withSource(path, forms));
  });
  const common = commonFolder(patterns, MOST);
  const isOfSource = common.includes('{source}') && layerOfPath(common)?.layer === 'staging';
  return models.map((voter, at) => {
    const pattern = patterns[at] ?? '';
    return { value: isOfSource && isIn(pattern, common) ? common : pattern, voter };
  });
}

/** Common folder above the models of a later layer: the one that is named so, else the deepest that nearly all are below. Pure. */
export function laterFolders(models: readonly LayeredModel[], layer: Layer): Vote[] {
  const own = models.filter((model) => model.layer === layer);
  const isNamed = (model: LayeredModel): boolean => layerOfPath(model.layerFolder)?.layer === layer;
  if (own.filter(isNamed).length * 2 >= own.length) return namedFolders(own);
  const common = commonFolder(
    own.map(({ folder }) => folder),
    NEARLY_ALL,
  );
  return own.map((voter) => ({ value: isIn(voter.folder, common) ? common : voter.folder, voter }));
}

/** Folders that name the layer, in areas that models are named after: one that is in a single area says nothing of others. */
function namedFolders(models: readonly LayeredModel[]): Vote[] {
  const placed = models.map((voter) => {
    const area = areaOf(voter);
    const parts = voter.layerFolder.split('/').map((part) => (area === snakeCase(part) ? '{source}' : part));
    return { value: parts.join('/'), voter };
  });
  const folders = new Map<string, Set<string>>();
  for (const { value, voter } of placed) add(folders, value, voter.layerFolder);
  const general = placed.filter(({ value }) => !value.includes('{source}') || (folders.get(value)?.size ?? 0) > 1);
  return general.length > 0 ? general : models.map((voter) => ({ value: voter.layerFolder, voter }));
}

/** Where sources are declared: `models/staging/{source}/_{source}__sources.yml`, `models/sources.yml`. Pure. */
export function sourceFiles(sources: readonly WrittenSource[]): Vote[] {
  const owners = new FolderOwners(sources.map(({ name, path }) => ({ path, owner: name })));
  return sources.map(({ name, path }) => ({
    value: owners.withSource(path, sourceForms(name)),
    voter: { name: path, folder: folderOf(path) },
  }));
}

/** Which folders are a source's own: no other has files there, and it has none in the folders beside, where others have theirs. */
class FolderOwners {
  readonly #owners = new Map<string, Set<string>>();
  readonly #foldersOf = new Map<string, Set<string>>();

  constructor(files: readonly { readonly path: string; readonly owner: string }[]) {
    for (const { path, owner } of files) {
      for (let folder = folderOf(path); folder !== ''; folder = folderOf(folder)) {
        add(this.#owners, folder, owner);
        add(this.#foldersOf, `${owner}\n${folderOf(folder)}`, folder);
      }
    }
  }

  /** A path with `{source}` for the source's names in it; a folder of another name that is its own becomes `{source}` too. */
  withSource(path: string, forms: readonly string[]): string {
    const parts = path.split('/');
    let isFound = false;
    return parts
      .map((part, at) => {
        const isFile = at === parts.length - 1;
        const folder = parts.slice(0, at + 1).join('/');
        if (at === 0 || (!isFile && layerOfPath(folder)?.folder === folder)) return part;
        if (isFound && !isFile) return part;
        const named = withSource(part, forms);
        const isOwn = !isFile && this.#isOwn(folder);
        isFound ||= named !== part || isOwn;
        return named === part && isOwn ? `${/^(?:stg|src)_+/.exec(part)?.[0] ?? ''}{source}` : named;
      })
      .join('/');
  }

  #isOwn(folder: string): boolean {
    const [owner, ...others] = this.#owners.get(folder) ?? [];
    const parent = folderOf(folder);
    const isOnly = this.#foldersOf.get(`${owner}\n${parent}`)?.size === 1;
    return others.length === 0 && isOnly && (this.#owners.get(parent)?.size ?? 0) > 1;
  }
}

function isIn(folder: string, common: string): boolean {
  return folder === common || folder.startsWith(`${common}/`);
}

function add(groups: Map<string, Set<string>>, key: string, value: string): void {
  const group = groups.get(key);
  if (group) group.add(value);
  else groups.set(key, new Set([value]));
}

/** A folder's or file's name with `{source}` for the first of the source's names that stands in it as a whole. Pure. */
export function withSource(part: string, forms: readonly string[]): string {
  if (forms.includes(snakeCase(part))) return '{source}';
  const lower = part.toLowerCase();
  for (const form of forms) {
    const at = form === '' ? -1 : lower.indexOf(form);
    const isWhole = at !== -1 && !/[a-z0-9]/.test((lower[at - 1] ?? '_') + (lower[at + form.length] ?? '_'));
    if (isWhole) return `${part.slice(0, at)}{source}${part.slice(at + form.length)}`;
  }
  return part;
}

/** Of so many models the rest may stand elsewhere: where patterns are compared, and where nothing but folders are. */
const MOST = 0.5;
const NEARLY_ALL = 0.8;

/** The deepest folder that such a share of these are in or below. */
function commonFolder(folders: readonly string[], share: number): string {
  const counts = new Map<string, number>();
  for (const folder of folders) {
    for (let above = folder; above !== ''; above = folderOf(above)) counts.set(above, (counts.get(above) ?? 0) + 1);
  }
  const shared = [...counts].filter(([, count]) => count >= folders.length * share).map(([folder]) => folder);
  return shared.sort((a, b) => b.length - a.length || (a < b ? -1 : 1))[0] ?? '';
}
