import { ADDRESS_ROLES, BUSINESS_WORDS, PLACE_TABLES } from '../names/personal-words.ts';
import { PERSON_WORDS } from '../names/column-words.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import { phraseAtEnd, wordsOf } from './personal-phrases.ts';

/** What a table says of whose data its columns hold. */
export interface PersonTable {
  /** It is called after people: its `name` is a person's. */
  readonly isPeople: boolean;
  /** It holds what only a person has (a first name, a date of birth), whatever it is called. */
  readonly hasPerson: boolean;
  /** It holds the address of somebody who is no shop, place or company. */
  readonly hasAddress: boolean;
  /** Position of the e-mail address of whom or what it holds, if that is no business: a name beside it is a person's. */
  readonly email: number | null;
  /** Columns that hold a part of an address for certain, from which a `state` is known to be a place. */
  readonly places: number;
}

/** Parts of an address that may be said of other things: the state of an order. */
export const STATES = new Set(['state', 'region', 'district', 'province', 'county', 'suburb']);
const ONLY_PEOPLE = new Set(['person_name', 'birth_date', 'national_id', 'death_date']);
/** Ends of tables that hold more of the people whom their names begin with. */
const DETAILS = new Set(['profile', 'detail', 'info', 'information', 'account', 'address', 'record', 'data']);

/** Reads the table once, for all its columns. */
export function readPersonTable(table: NamedTable): PersonTable {
  const { tokens } = table;
  const last = tokens.at(-1) ?? '';
  const isBusiness = tokens.some((token) => BUSINESS_WORDS.has(token) || PLACE_TABLES.has(token));
  const first = tokens[0] ?? '';
  const isNamed = PERSON_WORDS.has(last) || (ADDRESS_ROLES.has(first) && last === 'address');
  const isDetail = PERSON_WORDS.has(first) && DETAILS.has(last);
  let [hasPerson, places, streets] = [false, 0, 0];
  let email: number | null = null;
  for (const column of table.columns) {
    if (column.family === 'boolean' || column.loader) continue;
    const words = column.tokens;
    const whole = phraseAtEnd('anywhere', words);
    const isWhole = whole !== null && whole.length === words.length;
    if (isWhole && ONLY_PEOPLE.has(whole.kind)) hasPerson = true;
    if (isWhole && whole.kind === 'email') email = column.position;
    const place = whole === null ? phraseAtEnd('place', wordsOf(column.column.name)) : null;
    if (place?.kind !== 'postal_address' || STATES.has(place.phrase)) continue;
    places++;
    if (/(?:street|zip|post|address|line)/.test(place.phrase)) streets++;
  }
  return {
    isPeople: (isNamed || isDetail) && !(isBusiness && !isNamed),
    hasPerson,
    hasAddress: streets > 0 && !isBusiness,
    email: isBusiness ? null : email,
    places,
  };
}
