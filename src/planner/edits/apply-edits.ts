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

/** Makes edits, those of properties all at once, the others one behind the other: each sees what those before it wrote. Pure. */
export function applyEdits(
  { path, content }: TextToEdit,
  edits: readonly EditOfAction[],
  style: MergeStyle,
): EditedFile {
  const filled = fillAll(content, edits, style);
  if ('conflicts' in filled) return filled;
  let { text } = filled;
  const changedBy = new Set(filled.changedBy);
  for (const { action, edit } of edits) {
    const edited = applyEdit(path, text, edit);
    if (edited !== text) changedBy.add(action);
    text = edited;
  }
  return { text, changedBy: [...changedBy] };
}

/** Fills a properties file; where there is none, the first document begins it. */
function fillAll(content: string | undefined, edits: readonly EditOfAction[], style: MergeStyle): EditedFile {
  const given = edits.flatMap(({ action, edit }) =>
    edit.kind === 'properties' ? [{ action, content: edit.content }] : [],
  );
  const [first, ...others] = given;
  const isNew = content === undefined || content.trim() === '';
  if (!first || (isNew && others.length === 0)) {
    return { text: first?.content ?? content ?? '', changedBy: first ? [first.action] : [] };
  }
  const left = isNew ? others : given;
  const filled = fillProperties(
    isNew ? first.content : content,
    left.map((each) => each.content),
    style,
  );
  if ('conflicts' in filled) return filled;
  const changedBy = left.filter((_, index) => filled.changed[index] === true).map(({ action }) => action);
  return { text: filled.text, changedBy: isNew ? [first.action, ...changedBy] : changedBy };
}

function applyEdit(path: string, content: string, edit: FileEdit): string {
  switch (edit.kind) {
    case 'properties':
      return content;
    case 'docs_blocks':
      return withBlocks(content, edit.blocks);
    case 'move_refs':
      return moveRefsIn(path, content, edit.move).text;
    case 'turn_off':
      return turnOff(content);
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
