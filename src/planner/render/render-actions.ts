import type { DraftAction, RenderedFile } from '../draft.ts';
import { propertiesFile } from './properties-file.ts';
import { renderModel, renderStagingColumns } from './render-model.ts';
import { renderProject } from './render-project.ts';
import { renderSource } from './render-source.ts';
import type { Entry, Rendered, RenderOptions } from './rendered.ts';

/**
 * The files that the actions make, each with what every action contributed to it. In the order of the actions, a file
 * that several share where the first of them stands. Pure: same actions, same bytes. Throws TEMPLATE_INVALID.
 */
export function renderActions(actions: readonly DraftAction[], options: RenderOptions): RenderedFile[] {
  const files: (RenderedFile | { readonly path: string })[] = [];
  const shared = new Map<string, (Entry & { readonly action: string })[]>();
  for (const each of actions) {
    const action = `${each.type} ${each.name}`;
    const { files: own, entries = [], insert } = renderAction(each, actions, options);
    for (const { path, text } of own) files.push(fileOf(path, text, [{ action, text }]));
    if (insert) files.push({ ...fileOf(insert.path, '', [insertedPart(action, insert)]), insert: insert.columns });
    for (const entry of entries) {
      const others = shared.get(entry.path);
      if (others) others.push({ ...entry, action });
      else {
        shared.set(entry.path, [{ ...entry, action }]);
        files.push({ path: entry.path });
      }
    }
  }
  return files.map((file) => {
    if ('content' in file) return file;
    const entries = shared.get(file.path) ?? [];
    const { content, texts } = propertiesFile(entries, options);
    return fileOf(
      file.path,
      content,
      entries.map(({ action }, index) => ({ action, text: texts[index] ?? '' })),
    );
  });
}

function renderAction(action: DraftAction, actions: readonly DraftAction[], options: RenderOptions): Rendered {
  const { spec } = action;
  switch (spec.kind) {
    case 'project':
      return {
        files: renderProject(
          spec,
          actions.map((each) => each.spec),
          options,
        ),
      };
    case 'source':
      return renderSource(spec, options);
    case 'staging':
    case 'intermediate':
    case 'mart':
    case 'written':
      return renderModel(spec, options);
    case 'staging_columns':
      return renderStagingColumns(spec, options);
  }
}

function insertedPart(action: string, { columns }: NonNullable<Rendered['insert']>): RenderedFile['parts'][number] {
  return { action, text: columns.map(({ text }) => text).join('\n') };
}

function fileOf(path: string, content: string, parts: RenderedFile['parts']): RenderedFile {
  return { path, mode: '0644', content, parts };
}
