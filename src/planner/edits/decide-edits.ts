import { sha256 } from '../../plan/seal.ts';
import type { DecideOptions, FileDecision, FileTexts } from '../file-decision.ts';
import type { RenderedFile } from '../draft.ts';
import { applyEdits } from './apply-edits.ts';
import { moveRefsIn } from './move-refs-in.ts';

/** Whether nothing of a file is generated: what stands there is edited. */
export function isOnlyEdited({ content, edits, insert }: RenderedFile): boolean {
  return edits !== undefined && content === '' && !insert;
}

/**
 * What becomes of a file that is edited, from what would become of it without: the edits go into the text that would stand there
 * then. The base stays what it would be but for moved references, so that the next plan takes the rest for what people wrote. Pure.
 */
export function decideEdits(
  { path, edits = [] }: RenderedFile,
  decided: FileDecision,
  { current, base, options }: FileTexts & { readonly options: DecideOptions },
): FileDecision {
  if (decided.kind === 'conflict') return decided;
  const content = decided.kind === 'write' ? decided.content : current?.content;
  if (current && decided.kind === 'keep' && sha256(current.content) !== current.hash) {
    const reason = 'is not UTF-8, so that nothing in it can be changed safely';
    return { kind: 'conflict', conflicts: [{ reason, snippet: '' }] };
  }
  const edited = applyEdits({ path, content }, edits, options);
  if ('conflicts' in edited) return { kind: 'conflict', conflicts: edited.conflicts };
  if (edited.changedBy.length === 0) return decided;
  const { text, changedBy } = edited;
  if (decided.kind === 'write') {
    const risk = decided.risk === 'new' ? 'new' : 'merged';
    return { ...decided, content: text, risk, base: withMoves(decided.base, { path, edits }), changedBy };
  }
  const remembered = withMoves(decided.base ?? base ?? null, { path, edits });
  return { kind: 'write', risk: current ? 'merged' : 'new', content: text, base: remembered, changedBy };
}

/**
 * The base with the references moved that it holds, too: that a generated model reads another now is no edit of a person, which the
 * next plan would have to merge.
 */
function withMoves(base: string | null, { path, edits = [] }: Pick<RenderedFile, 'path' | 'edits'>): string | null {
  if (base === null) return null;
  return edits.reduce(
    (text, { edit }) => (edit.kind === 'move_refs' ? moveRefsIn(path, text, edit.move).text : text),
    base,
  );
}
