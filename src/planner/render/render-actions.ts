import type { DraftAction, RenderedFile } from '../draft.ts';
import { layerFolder } from './layer-folders.ts';
import { renderModel } from './render-model.ts';
import { renderProject } from './render-project.ts';
import { renderSource } from './render-source.ts';
import type { Rendered, RenderOptions } from './rendered.ts';

/**
 * The files that the actions make, each with what every action contributed to it. In the order of the actions, a file
 * that several share where the first of them stands. Pure: same actions, same bytes. Throws TEMPLATE_INVALID.
 */
export function renderActions(actions: readonly DraftAction[], options: RenderOptions): RenderedFile[] {
  const files: (RenderedFile | { readonly path: string })[] = [];
  const entries = new Map<string, { action: string; text: string }[]>();
  for (const action of actions) {
    const owner = `${action.type} ${action.name}`;
    const rendered = renderAction(action, actions, options);
    for (const { path, text } of rendered.files) files.push(fileOf(path, text, [{ action: owner, text }]));
    if (!rendered.entry) continue;
    const { path, text } = rendered.entry;
    const shared = entries.get(path);
    if (shared) shared.push({ action: owner, text });
    else {
      entries.set(path, [{ action: owner, text }]);
      files.push({ path });
    }
  }
  return files.map((file) => {
    if ('content' in file) return file;
    const parts = entries.get(file.path) ?? [];
    const content = options.templates.render('models/models.yml', { entries: parts.map((part) => part.text) });
    return fileOf(file.path, content, parts);
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
      return { files: [renderSource(spec, layerFolder(options.style, 'staging', spec.name), options.templates)] };
    case 'staging':
    case 'intermediate':
    case 'mart':
      return renderModel(spec, options);
    case 'staging_columns':
      return { files: [] };
  }
}

function fileOf(path: string, content: string, parts: RenderedFile['parts']): RenderedFile {
  return { path, mode: '0644', content, parts };
}
