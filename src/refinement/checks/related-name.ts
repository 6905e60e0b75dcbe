import { COMMON_WORDS } from '../../inference/names/common-words.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import { cleanName, LONGEST_NAME } from '../../planner/clean-name.ts';
import { singular } from '../../planner/inflect.ts';
import { isReservedName } from '../../planner/reserved-names.ts';
import { duckdbTypeOfName, isHeldAsText } from '../../sql/type-names.ts';

/** Names that say nothing of what is in a column. */
const GENERIC =
  /^(?:col|column|field|attr|attribute|value|val|data|item|thing|var|variable|test|temp|tmp|foo|bar|unknown|misc|other|info|name|id|key|table|record|row)s?_?\d*$/;
/** Words that may come in beside those of the raw name: what a value is, not what it is of. */
const FREE_WORDS = new Set(
  'is has was at on in of to the and by per id date number code name amount count key type status'.split(' '),
);

/** Why a name cannot be one of a column or a model in any warehouse; null: it can. */
export function whyNoName(name: string): string | null {
  if (!/^[a-z][a-z0-9_]*$/.test(name) || cleanName(name) !== name)
    return `"${name.slice(0, 80)}" is no name in snake_case`;
  if (name.length > LONGEST_NAME) return `"${name.slice(0, 80)}..." is longer than ${LONGEST_NAME} characters`;
  if (isReservedName(name) || isTypeName(name) || SYSTEM_NAMES.has(name)) return `"${name}" is a reserved word`;
  return GENERIC.test(name) ? `"${name}" says nothing` : null;
}

/** Names of types stand where names of columns do in some dialect or other. */
function isTypeName(name: string): boolean {
  return duckdbTypeOfName(name, '') !== undefined || isHeldAsText(name);
}

/** Names that some warehouse answers itself where a column is meant. */
const SYSTEM_NAMES = new Set(
  `user users current_user session_user current_date current_time current_timestamp database schema catalog role function procedure trigger
  constraint primary foreign unique references check default index view public system level rownum rowid dual any all some authorization
  collation deferrable end exception initially lateral limit natural only placing similar symmetric system_user trailing leading both variadic`.split(
    /\s+/,
  ),
);

/** Whether a name may not be understood by everyone: a part of it is no common word. */
export function isDoubtfulName(name: string): boolean {
  const parts = wordsOf(name);
  return parts.some((part) => !isCommon(part)) || parts.every((part) => part.length < SHORTEST);
}

/** A name of nothing but shorter words abbreviates something. */
const SHORTEST = 3;

function wordsOf(name: string): string[] {
  return cleanName(name)
    .split('_')
    .filter((part) => part !== '');
}

/** Words that stand in the list and are short for others all the same are left to the model: `amt`, `qty`. */
function isCommon(part: string): boolean {
  const isFull = nameTokens(part)[0] === part || nameTokens(part)[0] === singular(part);
  return FREE_WORDS.has(part) || (isFull && formsOf(part).some((form) => COMMON_WORDS.has(form)));
}

/** `opened` and `opening` are as common as `open`. */
function formsOf(word: string): string[] {
  const stem = word.replace(/(?:ed|ing|er)$/, '');
  return [word, singular(word), stem, `${stem}e`];
}

/** What a name is about, beside the raw name itself. */
export interface NamedThing {
  readonly comment?: string | undefined;
  readonly table: string;
}

/** More words of kind than this hide that nothing is said. */
const MOST_FREE = 1;

/**
 * Whether a name says what another says: each word of `raw` stands in it, written out (`acct` in `account`), and no word
 * comes in that neither `raw` nor what it is about has; or its comment has all its words. A gate, not a proof:
 * deterministic gates are worth more than what they cost (inference.md 1.1).
 */
export function isRelatedName(name: string, raw: string, { comment = '', table }: NamedThing): boolean {
  const [wanted, given] = [wordsOf(name), wordsOf(raw)];
  const isTold = holderOf(comment);
  const isOfTable = holderOf(table);
  const isOfRaw = (word: string): boolean =>
    given.some((part) => abbreviates(part, word)) ||
    given.some((part) => isCovered(part, wanted) && inOrder(part, wanted));
  const content = wanted.filter((word) => !FREE_WORDS.has(word));
  if (content.some(isTold) && content.every((word) => isTold(word) || isOfRaw(word))) return true;
  const isKept = given.every((part) => wanted.some((word) => abbreviates(part, word)) || isCovered(part, wanted));
  const added = wanted.filter((word) => !isOfRaw(word) && !isTold(word) && !isOfTable(word));
  return isKept && added.length <= MOST_FREE && added.every((word) => FREE_WORDS.has(word));
}

/** Whether a text has a word, in whatever number. */
function holderOf(text: string): (word: string) => boolean {
  const tokens = new Set(nameTokens(text).flatMap((word) => [word, singular(word)]));
  return (word) => tokens.has(word) || tokens.has(singular(word)) || tokens.has(nameTokens(word)[0] ?? word);
}

/** Parts that words of kind stand for, though they share no letters in order. */
const STANDS_FOR = new Map<string, readonly string[]>([
  ...standing('dt dte dttm ts tm tms tstamp', 'at on date time'),
  ...standing('flg flag ind yn bool', 'is has was'),
  ...standing('no nr nbr num', 'number'),
]);

function standing(parts: string, words: string): [string, readonly string[]][] {
  return parts.split(' ').map((part) => [part, words.split(' ')]);
}

/** Whether a part of a name is short for a word: its letters in their order, from the first on. */
export function abbreviates(part: string, word: string): boolean {
  if (part === word || singular(part) === singular(word)) return true;
  if (STANDS_FOR.get(part)?.includes(word) === true || nameTokens(part)[0] === nameTokens(word)[0]) return true;
  const isShorter = part.length >= 2 && part.length < word.length && part[0] === word[0];
  return isShorter && !/\d/.test(part) && isSubsequence(part, word);
}

/** Whether a part stands for several words: `fname` for `first_name`, `dob` for `date_of_birth`. */
function isCovered(part: string, words: readonly string[]): boolean {
  return part.length >= SHORTEST && !/\d/.test(part) && part[0] === words[0]?.[0] && inOrder(part, words);
}

/** Whether the letters of a part stand in words in their order, each word's first letter among them. */
function inOrder(part: string, words: readonly string[]): boolean {
  const counted = words.filter((word) => !['of', 'the', 'and'].includes(word));
  return isSubsequence(part, words.join('')) && counted.every((word) => part.includes(word[0] ?? ''));
}

function isSubsequence(short: string, long: string): boolean {
  let at = 0;
  for (const letter of long) if (letter === short[at]) at++;
  return at === short.length;
}
