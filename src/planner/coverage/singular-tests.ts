import type { ExistingSingularTest } from '../../context/context.ts';
import { readOnlyCall, readString } from '../../sql/jinja-calls.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import type { NodeName } from './node-tests.ts';
import { comparedName } from '../existing/compared-name.ts';

const NAME = String.raw`(?:"(?:[^"]|"")*"|\x60[^\x60]*\x60|[\p{L}_][\p{L}\p{N}_$]*)`;
const GROUPED = /\bgroup\s+by\s+(.+?)\s+having\s+count\s*\(/isu;

/**
 * The columns of which a test in SQL makes sure that no combination occurs twice: one relation, `group by` those columns
 * `having count(..)`. Null for a test that says something else, or is written in another way. Pure.
 */
export function readUniqueTest(
  { refs, sources }: Pick<ExistingSingularTest, 'refs' | 'sources'>,
  sql: string,
): { readonly node: NodeName; readonly columns: ReadonlySet<string> } | null {
  const [name, ...others] = [...refs, ...sources];
  const plain = withoutJinja(sql).replace(/--[^\n]*|\/\*[^]*?\*\//g, ' ');
  const grouped = GROUPED.exec(plain);
  if (name === undefined || others.length > 0 || !grouped) return null;
  const selected = /.*\bselect\s+(?:distinct\s+)?(.+?)\s+from\s/isu.exec(plain.slice(0, grouped.index))?.[1] ?? '';
  const columns = splitList(grouped[1] ?? '').map((item) => columnOf(item, splitList(selected)));
  if (columns.some((column) => column === null)) return null;
  return {
    node: { resource: refs.length > 0 ? 'model' : 'source', name: name.toLowerCase() },
    columns: new Set(columns.filter((column) => column !== null)),
  };
}

/** A column by its name, with its relation's before it or not, or by its place in the select list. */
function columnOf(item: string, selected: readonly string[]): string | null {
  const text = /^\d+$/.test(item) ? (selected[Number(item) - 1] ?? '') : item;
  const name = new RegExp(`^(?:${NAME}\\.)?(${NAME})(?:\\s+as\\s+${NAME})?$`, 'isu').exec(text)?.[1];
  return name === undefined ? null : comparedName(name);
}

/** Items of a list of columns: commas in quotes do not count. */
function splitList(list: string): string[] {
  return (list.match(/(?:"(?:[^"]|"")*"|\x60[^\x60]*\x60|[^,"\x60])+/g) ?? []).map((item) => item.trim());
}

/** The text with what is plain in its Jinja: texts stand for themselves, `ref` and `source` for a relation. */
function withoutJinja(sql: string): string {
  let plain = '';
  let at = 0;
  for (const { start, end, inner } of scanJinja(sql).tags) {
    plain += sql.slice(at, start) + (readOnlyCall(inner) ? ' relation ' : (readString(inner) ?? ' '));
    at = end;
  }
  return plain + sql.slice(at);
}
