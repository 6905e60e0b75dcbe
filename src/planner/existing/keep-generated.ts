import type { ProjectContext } from '../../context/context.ts';
import { isActSpec } from '../../plan/specs.ts';
import { readYaml } from '../../yaml/read.ts';
import type { Draft, RenderedFile } from '../draft.ts';
import { isOnlyEdited } from '../edits/decide-edits.ts';
import { mergeYaml } from '../merge/merge-yaml.ts';
import type { ExistingTables } from './existing-tables.ts';
import { isMapping } from '../../yaml/mapping.ts';

/** What is in the project, and what of it is planned for now. */
export interface GeneratedBefore {
  readonly context: Pick<ProjectContext, 'existing_models'>;
  readonly bases: ReadonlyMap<string, string>;
  readonly draft: Draft;
  readonly existing: ExistingTables;
}

/**
 * A plan may be about some tables of many, or about staging alone: what was generated for the rest stays in the files that
 * both share. Each such file gets the text that it would have if all had been planned at once. Pure.
 */
export function keepGenerated(files: readonly RenderedFile[], before: GeneratedBefore): RenderedFile[] {
  const { context, bases, draft, existing } = before;
  const drafted = draft.actions.filter(({ spec }) => !isActSpec(spec));
  const made = new Set(drafted.map(({ spec }) => `${spec.kind === 'source' ? 'source' : 'model'} ${spec.name}`));
  const generated = context.existing_models.filter((model) => model.generated && !made.has(`model ${model.name}`));
  const models = new Set(generated.map(({ name }) => name));
  const isKept: IsKept = {
    model: (name) => models.has(name),
    table: (name) => !existing.planned.has(name),
  };
  return files.map((file) => {
    const base = /\.ya?ml$/.test(file.path) && !isOnlyEdited(file) ? bases.get(file.path) : undefined;
    if (base === undefined || base === file.content) return file;
    const replaced = withoutKept(base, file.path, isKept);
    if (replaced === null) return file;
    const merged = mergeYaml({ base: replaced, rendered: file.content, current: base });
    return 'text' in merged ? { ...file, content: merged.text } : file;
  });
}

interface IsKept {
  model(name: string): boolean;
  /** By `source.table`. */
  table(name: string): boolean;
}

/** The part of a base that this plan replaces, as JSON, which is YAML; null where it replaces all. */
function withoutKept(base: string, path: string, isKept: IsKept): string | null {
  const yaml = readYaml(base, path);
  if ('problems' in yaml || !isMapping(yaml.value)) return null;
  let kept = 0;
  const rest = (list: unknown, isThisKept: (name: string) => boolean): unknown => {
    if (!Array.isArray(list)) return list;
    const left = list.filter((node: unknown) => !isMapping(node) || !isThisKept(String(node['name'])));
    kept += list.length - left.length;
    return left;
  };
  const { models, sources, ...others } = yaml.value;
  const document = {
    ...others,
    ...(models === undefined ? {} : { models: rest(models, (name) => isKept.model(name)) }),
    ...(Array.isArray(sources)
      ? {
          sources: sources.map((source: unknown) =>
            isMapping(source)
              ? {
                  ...source,
                  tables: rest(source['tables'], (name) => isKept.table(`${String(source['name'])}.${name}`)),
                }
              : source,
          ),
        }
      : {}),
  };
  return kept === 0 ? null : JSON.stringify(document);
}
