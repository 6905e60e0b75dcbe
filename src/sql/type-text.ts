/** The text of a column type, taken apart. */
export interface TypeText {
  /** Lower case, one space between words, without schema and modifiers: `timestamp with time zone`, `varchar`. */
  readonly name: string;
  /** What stood in the parentheses, split at commas outside quotes and brackets: `10`, `'a'`, `a INTEGER`. */
  readonly args: readonly string[];
  readonly unsigned: boolean;
  /** How many times it is an array: `text[]` once, `integer[3][]` twice. */
  readonly arrays: number;
}

const ARRAY_SUFFIX = /\s*\[\s*\d*\s*\]$/;
/** No column is an array of more arrays than this; bounds the work on a hostile text. */
const MOST_ARRAYS = 40;
/** Words after a type that do not change what it holds. */
const MODIFIERS =
  / (?:unsigned|signed|zerofill|binary$|not null|null|auto_increment|identity|character set \w+|charset \w+|collate \S+)/g;

/** Takes any dialect's type text apart; never fails: what is not understood ends up in `name`. */
export function readTypeText(text: string): TypeText {
  let rest = text.trim();
  let arrays = 0;
  for (; arrays < MOST_ARRAYS && ARRAY_SUFFIX.test(rest); arrays++) rest = rest.replace(ARRAY_SUFFIX, '');
  const open = firstOutsideQuotes(rest, '(<');
  const close = open === -1 ? -1 : closingBracket(rest, open);
  const head = close === -1 ? rest : rest.slice(0, open);
  const tail = close === -1 ? '' : rest.slice(close + 1);
  const words = `${withoutSchema(head)} ${tail.replace(/\([^()]*\)/g, '')}`.toLowerCase().replace(/\s+/g, ' ').trim();
  const name = words.replace(MODIFIERS, '');
  const args = close === -1 ? [] : splitOutsideBrackets(rest.slice(open + 1, close), ',');
  return { name, args, unsigned: / unsigned\b/.test(words), arrays };
}

/** Splits at a character that is outside quotes and brackets; the parts are trimmed, an empty text has none. */
function splitOutsideBrackets(text: string, separator: string): string[] {
  if (text.trim() === '') return [];
  const parts: string[] = [];
  let start = 0;
  for (let at = firstOutsideQuotes(text, separator); at !== -1; at = firstOutsideQuotes(text, separator, start)) {
    parts.push(text.slice(start, at).trim());
    start = at + 1;
  }
  return [...parts, text.slice(start).trim()];
}

/** `"a b" INTEGER` (DuckDB, BigQuery) or `a:int` (Spark), as the name and the type of a field. */
export function splitField(text: string): { name: string; type: string } | null {
  const quoted = /^"((?:[^"]|"")*)"\s*[\s:]\s*(.+)$/s.exec(text);
  if (quoted) return { name: (quoted[1] ?? '').replaceAll('""', '"'), type: quoted[2] ?? '' };
  const bare = /^([^\s:"]+)\s*[\s:]\s*(.+)$/s.exec(text);
  return bare ? { name: bare[1] ?? '', type: bare[2] ?? '' } : null;
}

function withoutSchema(head: string): string {
  return head
    .trim()
    .replace(/^(?:"[^"]*"|\w+)\./, '')
    .replace(/^"(.*)"$/s, '$1');
}

/** Index of the first of `characters` outside quotes, and outside brackets opened after `from`; -1 if there is none. */
function firstOutsideQuotes(text: string, characters: string, from = 0): number {
  let depth = 0;
  for (let at = from; at < text.length; at++) {
    const character = text.charAt(at);
    if (depth === 0 && characters.includes(character)) return at;
    if (character === "'" || character === '"') {
      at = endOfQuotes(text, at);
      continue;
    }
    if ('([<'.includes(character)) depth++;
    if (')]>'.includes(character)) depth--;
  }
  return -1;
}

function closingBracket(text: string, open: number): number {
  return firstOutsideQuotes(text, text.charAt(open) === '(' ? ')' : '>', open + 1);
}

/** Index of the closing quote; a doubled quote is part of the text, an unclosed one runs to the end. */
function endOfQuotes(text: string, start: number): number {
  const quote = text.charAt(start);
  let end = text.indexOf(quote, start + 1);
  while (end !== -1 && text.charAt(end + 1) === quote) end = text.indexOf(quote, end + 2);
  return end === -1 ? text.length : end;
}
