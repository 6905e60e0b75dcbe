import type { JinjaTag } from '../../sql/jinja-tags.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import { plainSql, readHeadings } from './plain-sql.ts';
import type { SelectFacts } from './select-facts.ts';
import { readSelects } from './select-facts.ts';

/** How the SQL of one model is written; null where the text does not show it. Plain data, kept in the cache of the scanner. */
export interface SqlStyleFacts extends SelectFacts {
  readonly keywords: 'lower' | 'upper' | null;
  readonly commas: 'trailing' | 'leading' | null;
  readonly indent: 2 | 4 | 'tab' | null;
  readonly quoting: 'needed' | 'always' | null;
  readonly casts: 'cast' | 'double_colon' | null;
  readonly column_groups: boolean;
  /** How the comments are written that head them: `-- {group}`. */
  readonly headings: string | null;
  /** Whether its own `config(..)` says how it is materialized. */
  readonly config_block: boolean;
  /** Tags and keys of meta that its own `config(..)` gives it. */
  readonly tags: readonly string[];
  readonly meta_keys: readonly string[];
}

/** Reads how a model is written. Never throws, whatever the text. Pure, linear; `tags`: its Jinja, where already scanned. */
export function readSqlStyle(text: string, tags: readonly JinjaTag[] = scanJinja(text).tags): SqlStyleFacts {
  const sql = plainSql(text, tags);
  const lines = sql.split('\n');
  const headings = readHeadings(text);
  return {
    keywords: readKeywords(sql),
    commas: readCommas(lines),
    indent: readIndent(lines),
    quoting: readQuoting(sql),
    casts: more(count(sql, /cast\s*\(/gi), count(sql, /::[a-z]/gi), ['cast', 'double_colon']),
    column_groups: headings.length > 0,
    headings: mostFrequent(headings.filter((heading) => heading.startsWith('--'))),
    ...readSelects(sql),
    ...readConfig(tags),
  };
}

/** Of two counts the name of the larger; null for a tie. */
function more<const T>(first: number, second: number, [one, other]: readonly [T, T]): T | null {
  if (first === second) return null;
  return first > second ? one : other;
}

function mostFrequent(texts: readonly string[]): string | null {
  const times = new Map<string, number>();
  for (const text of texts) times.set(text, (times.get(text) ?? 0) + 1);
  return [...times].toSorted(([, one], [, other]) => other - one)[0]?.[0] ?? null;
}

function count(text: string, pattern: RegExp): number {
  let found = 0;
  pattern.lastIndex = 0;
  while (pattern.test(text)) found += 1;
  return found;
}

/** Words that are keywords wherever they stand: `end` or `date` may be columns. */
const KEYWORD = /\b(?:select|from|where|join|case|when|with|as|union|having)\b/gi;

function readKeywords(sql: string): SqlStyleFacts['keywords'] {
  let upper = 0;
  let all = 0;
  for (const [word] of sql.matchAll(KEYWORD)) {
    all += 1;
    if (word === word.toUpperCase()) upper += 1;
  }
  return all === 0 ? null : more(all - upper, upper, ['lower', 'upper']);
}

/** A comma between CTEs says nothing of select lists, where people may do otherwise. */
function readCommas(lines: readonly string[]): SqlStyleFacts['commas'] {
  let leading = 0;
  let trailing = 0;
  for (const line of lines) {
    const text = line.trim();
    if (text.startsWith(',') && !/^,\s*\w*\s*(?:as\s*\(|$)/i.test(text)) leading += 1;
    else if (text.endsWith(',') && text !== '),' && text !== ',') trailing += 1;
  }
  return more(trailing, leading, ['trailing', 'leading']);
}

/** By how much a line stands deeper than the one before. What is aligned with something else is no level. */
function readIndent(lines: readonly string[]): SqlStyleFacts['indent'] {
  let [two, four, tab, before] = [0, 0, 0, 0];
  for (const line of lines) {
    const depth = line.search(/\S/);
    if (depth === -1) continue;
    if (depth > before && line.charCodeAt(0) === TAB) tab += 1;
    else if (depth - before === 2) two += 1;
    else if (depth - before === 4) four += 1;
    before = depth;
  }
  if (tab > two + four) return 'tab';
  return more(two, four, [2, 4]);
}

const TAB = 9;
/** Fewer names than these do not show a habit. */
const FEWEST_NAMES = 3;

/** A name that is plain lower-case needs no quotes in any warehouse but for reserved words, which are few. */
function readQuoting(sql: string): SqlStyleFacts['quoting'] {
  const quoted = count(sql, /["`][a-z_][a-z0-9_]*["`]/g);
  const bare = count(sql, /\bas\s+[a-z_]|[a-z0-9_],\n/gi);
  if (quoted + bare < FEWEST_NAMES) return null;
  return quoted > bare ? 'always' : 'needed';
}

function readConfig(tags: readonly JinjaTag[]): Pick<SqlStyleFacts, 'config_block' | 'tags' | 'meta_keys'> {
  const config = tags.find(({ kind, inner }) => kind === 'expression' && /^config\s*\(/.test(inner))?.inner ?? '';
  const listed = /\btags\s*=\s*(\[[^\]]*\]|'[^']*'|"[^"]*")/.exec(config)?.[1] ?? '';
  const meta = /\bmeta\s*=\s*\{([^{}]*)/.exec(config)?.[1] ?? '';
  return {
    config_block: /\bmaterialized\s*=/.test(config),
    tags: texts(listed, /['"]([^'"]+)['"]/g),
    meta_keys: texts(meta, /['"]([^'"]+)['"]\s*:/g),
  };
}

function texts(list: string, pattern: RegExp): string[] {
  return list === '' ? [] : [...list.matchAll(pattern)].map(([, text = '']) => text);
}
