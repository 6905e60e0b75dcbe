import type { Look } from '../screen.ts';
import { labelled } from './layout.ts';
import { TEXT_COLUMN } from './plan-summary.ts';

/** A block with its heading on the left; nothing where there is nothing to say. */
export function section(heading: string, texts: readonly string[], look: Look): string[] {
  if (texts.length === 0) return [];
  const at = { column: TEXT_COLUMN, width: look.width };
  return ['', ...texts.flatMap((text, index) => labelled(index === 0 ? heading : '', text, at))];
}
