import { readDocsBlocks } from '../../context/docs-blocks.ts';
import { turnOff } from '../../sql/turn-off.ts';
import type { MergeStyle } from '../merge/merge-yaml.ts';
import type { MergeConflict } from '../merge/merged.ts';
import type { EditOfAction, FileEdit } from './file-edit.ts';
import { fillProperties } from './fill-properties.ts';
import { moveRefsIn } from './move-refs-in.ts';

/** A text with all edits made, and which actions changed it; or why one of them cannot be made safely. */
export type EditedFile =
  | { readonly text: string; readonly changedBy: readonly string[] }
  | { readonly conflicts: readonly [MergeConflict, ...MergeConflict[]] };

/** A text that is to be edited; `content` is undefined where no file is there. */
export interface TextToEdit {
  readonly path: string;
  readonly content: string | undefined;
}

/** Makes edits one behind the other: each sees what those before it wrote. Pure. */
export function applyEdits(
  { path, content }: TextToEdit,
  edits: readonly EditOfAction[],
  style: MergeStyle,
): EditedFile {
  let text = content;
  const changedBy = new Set<string>();
  for (const { action, edit } of edits) {
    const edited = applyEdit({ path, content: text }, edit, style);
    if ('conflicts' in edited) return edited;
    if (edited.text !== (text ?? '')) changedBy.add(action);
    text = edited.text;
  }
  return { text: text ?? '', changedBy: [...changedBy] };
}

function applyEdit(
  { path, content = '' }: TextToEdit,
  edit: FileEdit,
  style: MergeStyle,
): { readonly text: string } | Extract<EditedFile, { conflicts: unknown }> {
  switch (edit.kind) {
    case 'properties':
      return content.trim() === '' ? { text: edit.content } : fillProperties(content, edit.content, style);
    case 'docs_blocks':
      return { text: withBlocks(content, edit.blocks) };
    case 'move_refs':
      return { text: moveRefsIn(path, content, edit.move).text };
    case 'turn_off':
      return { text: turnOff(content) };
  }
}

/** The text with those blocks at its end that it lacks. */
function withBlocks(text: string, blocks: Extract<FileEdit, { kind: 'docs_blocks' }>['blocks']): string {
  const known = new Set(readDocsBlocks(text).map(([name]) => name));
  const added = blocks.filter(({ name }) => !known.has(name)).map((block) => block.text);
  if (added.length === 0) return text;
  const newline = text.includes('\r\n') ? '\r\n' : '\n';
  const gap = text === '' ? '' : text.endsWith('\n') ? newline : newline + newline;
  return text + gap + added.join('\n').replaceAll('\n', newline);
}
