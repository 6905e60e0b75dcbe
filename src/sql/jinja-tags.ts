/** One piece of Jinja in a text, with exact offsets in UTF-16 units. */
export interface JinjaTag {
  readonly kind: 'expression' | 'statement' | 'comment' | 'raw';
  readonly start: number;
  /** After its last character. */
  readonly end: number;
  /** What stands between the marks, without dashes and blanks; of a raw block its body, verbatim. */
  readonly inner: string;
}

/** The tags of a text in order, and the first place where Jinja could not go on. */
export interface JinjaScan {
  readonly tags: readonly JinjaTag[];
  readonly fault: { readonly offset: number; readonly message: string } | null;
}

/**
 * Finds every `{{ }}`, `{% %}`, `{# #}` and raw block as Jinja's own lexer does: marks inside strings and inside brackets
 * do not count, comments and raw blocks end at their first end mark. Pure, linear.
 */
export function scanJinja(text: string): JinjaScan {
  const tags: JinjaTag[] = [];
  let at = nextOpener(text, 0);
  while (at !== -1) {
    const tag = text[at + 1] === '#' ? readComment(text, at) : readTag(text, at);
    if ('message' in tag) return { tags, fault: { offset: at, message: tag.message } };
    const whole = tag.kind === 'statement' && tag.inner === 'raw' ? readRaw(text, tag) : tag;
    if ('message' in whole) return { tags, fault: { offset: at, message: whole.message } };
    tags.push(whole);
    at = nextOpener(text, whole.end);
  }
  return { tags, fault: null };
}

type Unclosed = { readonly message: string };

function nextOpener(text: string, from: number): number {
  for (let at = text.indexOf('{', from); at !== -1; at = text.indexOf('{', at + 1)) {
    const next = text[at + 1];
    if (next === '{' || next === '%' || next === '#') return at;
  }
  return -1;
}

function readComment(text: string, start: number): JinjaTag | Unclosed {
  const close = text.indexOf('#}', start + 2);
  if (close === -1) return { message: 'the comment {# is never closed by #}' };
  return { kind: 'comment', start, end: close + 2, inner: trimTag(text.slice(start + 2, close)) };
}

const CLOSER: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}' };

function readTag(text: string, start: number): JinjaTag | Unclosed {
  const isExpression = text[start + 1] === '{';
  const mark = isExpression ? '}}' : '%}';
  const open: string[] = [];
  for (let at = start + 2; at < text.length; at++) {
    const character = text[at] ?? '';
    if (open.length === 0 && text.startsWith(mark, at)) {
      const inner = trimTag(text.slice(start + 2, at));
      return { kind: isExpression ? 'expression' : 'statement', start, end: at + 2, inner };
    }
    if (character === "'" || character === '"') {
      const close = endOfString(text, at);
      if (close === -1) break;
      at = close;
    } else if (CLOSER[character] !== undefined) {
      open.push(CLOSER[character]);
    } else if (character === open.at(-1)) {
      open.pop();
    }
  }
  return { message: `${isExpression ? '{{' : '{%'} is never closed by ${mark}` };
}

function endOfString(text: string, start: number): number {
  const quote = text[start];
  for (let at = start + 1; at < text.length; at++) {
    if (text[at] === '\\') at += 1;
    else if (text[at] === quote) return at;
  }
  return -1;
}

const END_RAW = /\{%[-+]?\s*endraw\s*[-+]?%\}/g;

function readRaw(text: string, tag: JinjaTag): JinjaTag | Unclosed {
  END_RAW.lastIndex = tag.end;
  const close = END_RAW.exec(text);
  if (!close) return { message: '{% raw %} is never closed by {% endraw %}' };
  return { kind: 'raw', start: tag.start, end: close.index + close[0].length, inner: text.slice(tag.end, close.index) };
}

/** Dashes and pluses inside the marks only steer blanks. */
function trimTag(inner: string): string {
  return inner.replace(/^[-+]/, '').replace(/[-+]$/, '').trim();
}
