import { insertColumns } from '../../sql/select/insert-columns.ts';
import type { SelectedColumn } from '../../sql/select/read-select.ts';
import { readSelect } from '../../sql/select/read-select.ts';
import type { Merged } from './merged.ts';
import { listedColumns } from './select-change.ts';

/**
 * Puts into a person's model those of the rendered columns whose raw columns it does not use yet, and whose names are free.
 * Where it hands every column on, nothing is missing. What it calls otherwise would be described and tested under a name that
 * does not come out, so that is a reason to leave it the person's.
 */
export function adoptSelect(
  { rendered, current }: { readonly rendered: string; readonly current: string },
  dialect: string,
): Merged {
  const [own, theirs] = [readSelect(rendered, dialect), readSelect(current, dialect)];
  const snippet = listedColumns(rendered, dialect)
    .map(({ text }) => `${text},\n`)
    .join('');
  if ('reason' in own) return { reason: own.reason, snippet: rendered };
  if ('reason' in theirs) return { reason: theirs.reason, snippet };
  if (JSON.stringify(own.source) !== JSON.stringify(theirs.source))
    return { reason: 'it selects from another table', snippet };
  // A column that a star leaves out is one that somebody does not want.
  if (theirs.hasStar) return { text: current };
  const used = new Set(theirs.columns.flatMap(({ as, uses }) => [as, ...uses]).map((name) => name.toLowerCase()));
  const isUsed = (name: string) => used.has(name.toLowerCase());
  const others = namedOtherwise(own.columns, theirs.columns);
  if (others.length > 0) return { reason: `it has names of its own: ${others.join(', ')}`, snippet };
  const missing = own.columns.filter(({ as, uses }) => !isUsed(as) && !uses.some(isUsed)).map(({ as }) => as);
  const columns = listedColumns(rendered, dialect).filter(({ name }) => missing.includes(name));
  return insertColumns(current, columns, { dialect });
}

/** Raw columns that come out of both under different names, as `city as town`. */
function namedOtherwise(own: readonly SelectedColumn[], theirs: readonly SelectedColumn[]): string[] {
  const outputs = new Set(theirs.map(({ as }) => as.toLowerCase()));
  return own.flatMap(({ as, uses: [raw, ...more] }) => {
    if (raw === undefined || more.length > 0 || outputs.has(as.toLowerCase())) return [];
    const other = theirs.find(({ uses }) => uses.length === 1 && uses[0]?.toLowerCase() === raw.toLowerCase());
    return other ? [`${raw} as ${other.as}`] : [];
  });
}
