import { ADDRESS_ROLES, BUSINESS_WORDS, PERSON_ROLES, PLACE_TABLES } from '../names/personal-words.ts';
import { PERSON_WORDS } from '../names/column-words.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { phraseAtEnd, wordsOf } from './personal-phrases.ts';

/** What a table says of whose data its columns hold. */
export interface PersonTable {
  /** Words of each column's name, in order. */
  readonly words: readonly (readonly string[])[];
  /** Words of its own name. */
  readonly tokens: readonly string[];
  /** It is called after people: its `name` is a person's. */
  readonly isPeople: boolean;
  /** It holds what only a person has (a first name, a date of birth), whatever it is called. */
  readonly hasPerson: boolean;
  /** It holds the address of somebody who is no shop, place or company. */
  readonly hasAddress: boolean;
  /** Position of the e-mail address of whom or what it holds, if that is no business: a name beside it is a person's. */
  readonly email: number | null;
  /** Positions of columns that hold a part of an address for certain, from which a `state` is known to be a place. */
  readonly places: readonly number[];
}

/** Parts of an address that may be said of other things: the state of an order. */
export const STATES = new Set(['state', 'region', 'district', 'province', 'county', 'suburb']);
const ONLY_PEOPLE = new Set(['person_name', 'birth_date', 'national_id', 'death_date']);
/** Ends of tables that hold more of the people whom their names begin with. */
const DETAILS = new Set(['profile', 'detail', 'info', 'information', 'account', 'address', 'record', 'data']);
/** Cards that bear a person's name. */
const CARDS = new Set(['bank', 'credit', 'debit', 'payment']);

/** Reads the table once, for all its columns. */
export function readPersonTable(table: NamedTable): PersonTable {
  const tokens = wordsOf(table.tokens.join('_'));
  const words = columnWords(table);
  const isBusiness = tokens.some((token) => BUSINESS_WORDS.has(token) || PLACE_TABLES.has(token));
  let [hasPerson, streets] = [false, 0];
  const places: number[] = [];
  let email: number | null = null;
  for (const { family, loader, position } of table.columns) {
    if (family === 'boolean' || loader) continue;
    const own = words[position] ?? [];
    const whole = phraseAtEnd('anywhere', own);
    if (whole !== null) {
      const isWhole = whole.length === own.length;
      if (isWhole && ONLY_PEOPLE.has(whole.kind)) hasPerson = true;
      if (isWhole && whole.kind === 'email' && family === 'text') email = position;
      continue;
    }
    const place = phraseAtEnd('place', own);
    if (place?.kind !== 'postal_address' || STATES.has(place.phrase)) continue;
    places.push(position);
    if (/(?:street|zip|post|address|line)/.test(place.phrase)) streets++;
  }
  return {
    words,
    tokens,
    isPeople: isOfPeople(tokens, isBusiness),
    hasPerson,
    hasAddress: streets > 0 && !isBusiness,
    email: isBusiness ? null : email,
    places,
  };
}

function isOfPeople(tokens: readonly string[], isBusiness: boolean): boolean {
  const [first = '', last = ''] = [tokens[0], tokens.at(-1)];
  if (PERSON_WORDS.has(last)) return true;
  if (last === 'profile' && tokens.length === 1) return true;
  if (last === 'card') return tokens.some((token) => CARDS.has(token));
  return !isBusiness && DETAILS.has(last) && (PERSON_WORDS.has(first) || ADDRESS_ROLES.has(first));
}

const LONGEST_PREFIX = 3;
const MANY = 3;
/** Short words that do say something. */
const TELLING = new Set([...PERSON_ROLES, 'cc', 'ip', 'tax', 'api', 'zip', 'id']);

/** Without a short beginning that several columns share and that says nothing of whose they are: `ec_name`, `c_name`. */
function columnWords(table: NamedTable): (readonly string[])[] {
  const words = table.columns.map(({ column }) => wordsOf(column.name));
  const counts = new Map<string, number>();
  for (const [first = '', second] of words) {
    if (second === undefined || first.length > LONGEST_PREFIX || TELLING.has(first)) continue;
    counts.set(first, (counts.get(first) ?? 0) + 1);
  }
  return words.map((each) => (each.length > 1 && (counts.get(each[0] ?? '') ?? 0) >= MANY ? each.slice(1) : each));
}
