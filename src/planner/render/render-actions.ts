import type { DraftAction, RenderedFile } from '../draft.ts';
import type { EditOfAction } from '../edits/file-edit.ts';
import { groupBy } from '../group-by.ts';
import { renderProperties, renderRetired } from './render-acts.ts';
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
  const edited: EditedPath[] = [];
  const shared = new Map<string, (Entry & { readonly action: string })[]>();
  for (const each of actions) {
    const action = `${each.type} ${each.name}`;
    const { files: own, entries = [], insert, edits = [] } = renderAction(each, actions, options);
    for (const { path, text } of own) files.push(fileOf(path, text, [{ action, text }]));
    if (insert) files.push({ ...fileOf(insert.path, '', [insertedPart(action, insert)]), insert: insert.columns });
    edited.push(...edits.map((edit) => ({ ...edit, action })));
    for (const entry of entries) {
      const others = shared.get(entry.path);
      if (others) others.push({ ...entry, action });
      else {
        shared.set(entry.path, [{ ...entry, action }]);
        files.push({ path: entry.path });
      }
    }
  }
  const rendered = files.map((file) => {
    if ('content' in file) return file;
    const entries = shared.get(file.path) ?? [];
    const { content, texts } = propertiesFile(entries, options);
    return fileOf(
      file.path,
      content,
      entries.map(({ action }, index) => ({ action, text: texts[index] ?? '' })),
    );
  });
  return edited.length === 0 ? rendered : withEdits(rendered, edited);
}

interface EditedPath extends EditOfAction {
  readonly path: string;
}

/** The files with what is edited in each, those behind them that are only edited. */
function withEdits(files: readonly RenderedFile[], edited: readonly EditedPath[]): RenderedFile[] {
  const byPath = groupBy(edited, ({ path }) => [path]);
  const rendered = new Set(files.map(({ path }) => path));
  const others = [...byPath.keys()].filter((path) => !rendered.has(path)).map((path) => fileOf(path, '', []));
  return [...files, ...others].map((file) => {
    const edits = byPath.get(file.path);
    if (!edits) return file;
    const parts = edits.map(({ action, edit }) => ({ action, text: edit.kind === 'properties' ? edit.content : '' }));
    return {
      ...file,
      parts: [...file.parts, ...parts],
      edits: edits.map(({ action, edit }) => ({ action, edit })),
    };
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
    case 'properties':
      return renderProperties(spec, options);
    case 'retired':
      return renderRetired(spec);
  }
}

function insertedPart(action: string, { columns }: NonNullable<Rendered['insert']>): RenderedFile['parts'][number] {
  return { action, text: columns.map(({ text }) => text).join('\n') };
}

function fileOf(path: string, content: string, parts: RenderedFile['parts']): RenderedFile {
  return { path, mode: '0644', content, parts };
}
