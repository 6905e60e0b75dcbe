/** One line of a YAML text in block style that begins a list item, a key, or both. */
export interface YamlLine {
  /** Whether a dash begins it. */
  readonly isItem: boolean;
  /** The key that stands on it; null for a plain item. */
  readonly key: string | null;
  /** What stands after the key or the dash, without a comment; of a block scalar its first line. */
  readonly value: string;
  /** Keys around it, outermost first; a list item is below the key of its list. To be read at once: it goes on changing. */
  readonly above: readonly string[];
  /** Columns by which it stands deeper than the key that it is directly below; null for the further keys of an item. */
  readonly deeper: number | null;
  /** Whether it is the first thing below that key. */
  readonly isFirst: boolean;
  readonly afterBlank: boolean;
}

const DASH = /- *$|- +/y;
const KEY = /(?:(["'])([^"']*)\1 *|([^\s"'#{[&*!|>%@`,\]}-][^"'#{:]*)):(?: +|$)/y;

/**
 * Walks the lines of a YAML text, also of a broken one, for what a parser does not keep: indents and blank lines. Flow
 * style is a value; the lines of block scalars and of quoted texts are passed over. Linear, never throws.
 */
export function walkYamlLines(text: string, visit: (line: YamlLine) => void): void {
  const lines = text
    .replace(/^\uFEFF/, '')
    .replaceAll('\r', '')
    .split('\n');
  const open = new OpenNodes();
  let afterBlank = false;
  for (let at = 0; at < lines.length; at++) {
    const line = lines[at] ?? '';
    const column = firstLetter(line);
    if (column === line.length) afterBlank = true;
    if (column === line.length || line.charAt(column) === '#') continue;
    const inner = endOf(DASH, line, column);
    const isItem = inner > column;
    KEY.lastIndex = inner;
    const key = KEY.exec(line);
    if (!isItem && key === null) continue;
    const value = withoutComment(line.slice(key === null ? inner : KEY.lastIndex));
    const last = endOfValue(lines, { at, value, column });
    const name = key?.[2] ?? key?.[3]?.trimEnd() ?? null;
    const place = open.enter(column, isItem);
    visit({ isItem, key: name, value: shown(value, lines[at + 1]), above: open.keys, ...place, afterBlank });
    if (isItem) open.begin(column + 0.5, null);
    if (name !== null) open.begin(inner, name);
    afterBlank = last > at && firstLetter(lines[last] ?? '') === lines[last]?.length;
    at = last;
  }
}

/** The keys and list items that a line stands in. An item counts as half a column deeper than its dash. */
class OpenNodes {
  readonly keys: string[] = [];
  readonly #nodes: { readonly column: number; readonly key: string | null }[] = [];
  #isNew = false;

  /** Closes what a line at this column ends. A dash may stand at the column of the key of its list. */
  enter(column: number, isItem: boolean): Pick<YamlLine, 'deeper' | 'isFirst'> {
    let isFirst = this.#isNew;
    for (let last = this.#nodes.at(-1); last; last = this.#nodes.at(-1)) {
      if (last.column < column || (isItem && last.column === column)) break;
      if (this.#nodes.pop()?.key != null) this.keys.pop();
      isFirst = false;
    }
    this.#isNew = false;
    const parent = this.#nodes.at(-1);
    return { isFirst, deeper: parent?.key == null ? null : column - parent.column };
  }

  begin(column: number, key: string | null): void {
    this.#nodes.push({ column, key });
    if (key !== null) this.keys.push(key);
    this.#isNew = true;
  }
}

/** Index of the first character that is no space; the length of the line if there is none. */
function firstLetter(line: string): number {
  let at = 0;
  while (at < line.length && line.charCodeAt(at) <= 32) at += 1;
  return at;
}

function endOf(pattern: RegExp, line: string, from: number): number {
  pattern.lastIndex = from;
  return pattern.test(line) ? pattern.lastIndex : from;
}

const BLOCK_SCALAR = /^[|>][-+0-9]*$/;

function shown(value: string, next: string | undefined): string {
  return BLOCK_SCALAR.test(value) ? (next ?? '').trim() : value;
}

/** The last line of a value that goes on over several: deeper lines of a block scalar, lines up to a closing quote. */
function endOfValue(
  lines: readonly string[],
  { at, value, column }: { at: number; value: string; column: number },
): number {
  let end = at;
  if (BLOCK_SCALAR.test(value)) {
    const isInside = (line: string): boolean => firstLetter(line) === line.length || firstLetter(line) > column;
    while (end + 1 < lines.length && isInside(lines[end + 1] ?? '')) end += 1;
    return end;
  }
  const quote = value.charAt(0);
  if ((quote !== '"' && quote !== "'") || closes(value.slice(1), quote)) return at;
  while (end + 1 < lines.length && !closes(lines[end + 1] ?? '', quote)) end += 1;
  return end + 1 < lines.length ? end + 1 : at;
}

/** Whether a text holds the end of a quoted one; a doubled or escaped quote is none. */
function closes(text: string, quote: string): boolean {
  return quote === "'" ? /(?:^|[^'])'(?:'')*(?!')/.test(text) : /(?:^|[^\\])(?:\\\\)*"/.test(text);
}

function withoutComment(value: string): string {
  if (value.startsWith('#')) return '';
  return (value.includes(' #') && !/^["'{[]/.test(value) ? value.slice(0, value.indexOf(' #')) : value).trim();
}
