import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import {
  ABOUT_WORDS,
  ADDRESS_ROLES,
  BUSINESS_WORDS,
  OWN_NAME_WORDS,
  PERSON_ROLES,
  MANAGED_WORDS,
  PLAIN_TOKENS,
  SELF_DESCRIBED,
  TOKEN_TABLES,
} from '../names/personal-words.ts';
import type { PersonTable } from './person-tables.ts';
import { readPersonTable, STATES } from './person-tables.ts';
import type { FoundPhrase } from './personal-phrases.ts';
import { phraseAtEnd } from './personal-phrases.ts';
import { canHold } from './personal-types.ts';

/**
 * The kind of personal data that the words of each column of a table suggest, or null. Whole words count, never a part of
 * one: a column `mailing_status` holds no address. Words that things have as well (`name`, `city`) count where a person is
 * meant: in a table of people, beside what only people have, or after whose it is (`customer_name`, `billing_city`).
 */
export function personalKinds(table: NamedTable): (string | null)[] {
  const about = readPersonTable(table);
  return table.columns.map((column) => {
    const words = about.words[column.position] ?? [];
    const kind = column.loader ? null : personalKind(column, words, about);
    return kind !== null && canHold(column, kind, words) ? kind : null;
  });
}

function personalKind(column: NamedColumn, words: readonly string[], about: PersonTable): string | null {
  if (/^inet\b/i.test(column.column.type)) return words.some((word) => NETWORK_WORDS.has(word)) ? null : 'ip_address';
  const certain = anywhere(words, about);
  if (certain !== null || words.some((word) => ABOUT_WORDS.has(word))) return certain;
  return (
    ofTable(words, about) ?? ofPlace(words, about, column) ?? ofPerson(words, about, column) ?? ofManager(words, column)
  );
}

/** Addresses of many machines at once, or of none that a person sits at. */
const NETWORK_WORDS = new Set(['network', 'subnet', 'range', 'mask', 'gateway', 'server', 'acl']);
function anywhere(words: readonly string[], about: PersonTable): string | null {
  const found = phraseAtEnd('anywhere', words);
  if (found === null) return null;
  const trailing = words.slice(found.before.length + found.phrase.split(' ').length);
  if (trailing.some((word) => ABOUT_WORDS.has(word))) return null;
  if (found.kind === 'credential' && found.phrase === 'token' && !letsIn(found, about)) return null;
  return found.kind;
}

/** Whether a token opens something: alone in a table of those who log in, or named for what it is good for. */
function letsIn({ before }: FoundPhrase, { tokens, isPeople }: PersonTable): boolean {
  if (before.some((word) => PLAIN_TOKENS.has(word))) return false;
  return before.length > 0 || tokens.some((token) => TOKEN_TABLES.has(token)) || isPeople;
}

/** A part of an address. A `state` with no city near it is that of an order, not of a country. */
function ofPlace(words: readonly string[], about: PersonTable, column: NamedColumn): string | null {
  const found = phraseAtEnd('place', words);
  if (found === null || found.before.some((word) => BUSINESS_WORDS.has(word))) return null;
  if (STATES.has(found.phrase) && !isNearPlace(column, found, about)) return null;
  const isTheirs = about.isPeople || about.hasPerson || about.hasAddress;
  return isTheirs || isSaid(found.before, ADDRESS_ROLES) || PERSON_ROLES.has(found.before.at(-1) ?? '')
    ? found.kind
    : null;
}

/** `billing_state` where there is any part of an address; a bare `state` beside one. */
function isNearPlace({ position }: NamedColumn, { before }: FoundPhrase, { places }: PersonTable): boolean {
  return before.length > 0 ? places.length > 0 : places.some((place) => Math.abs(place - position) <= NEAR_PLACE);
}

const NEAR_PLACE = 3;
/** Columns between a name and the e-mail address of the same person. */
const NEAR = 2;

/** What people have and things too. */
function ofPerson(words: readonly string[], about: PersonTable, { position }: NamedColumn): string | null {
  const found = phraseAtEnd('person', words);
  if (found === null) return null;
  const { kind, phrase, before } = found;
  if (kind === 'person_name' && (isSaid(before, ADDRESS_ROLES) || PERSON_ROLES.has(before.at(-1) ?? ''))) return kind;
  if (!before.every((word) => OWN_NAME_WORDS.has(word) || PERSON_ROLES.has(word))) return null;
  if (phrase === 'description' && !SELF_DESCRIBED.has(about.tokens.at(-1) ?? '')) return null;
  if (about.isPeople) return kind;
  const isPart = before.length === 0 && phrase !== 'name' && phrase !== 'login';
  if (kind === 'person_name' && isPart && about.hasPerson) return kind;
  if (kind === 'person_name') return about.email !== null && Math.abs(about.email - position) <= NEAR ? kind : null;
  return about.hasPerson && (kind === 'gender' || kind === 'demographic') ? kind : null;
}

/** A text that is called after somebody in charge holds that person's name, where it is no id. */
function ofManager(words: readonly string[], { family, column }: NamedColumn): string | null {
  const [last = '', before = ''] = [words.at(-1), words.at(-2)];
  if (family !== 'text' || !/^(?:manager|supervisor|salesperson)$/.test(last) || /\((?:36|32)\)/.test(column.type))
    return null;
  return words.length === 1 || MANAGED_WORDS.has(before) ? 'person_name' : null;
}

/** `billing_city`, `shipping_address_name`: the word before, or the one before `address`, says whose it is. */
function isSaid(before: readonly string[], roles: ReadonlySet<string>): boolean {
  const last = before.at(-1) ?? '';
  return roles.has(last) || (last === 'address' && roles.has(before.at(-2) ?? ''));
}

const OF_TABLE = new Set(['email', 'phone', 'ip_address', 'credential', 'payment_card', 'bank_account', 'national_id']);
const BARE = new Set(['address', 'number', 'key', 'value', 'text']);

/** The table's words go on in its column's: `address` of `emails`, `key` of `api_keys`. */
function ofTable(words: readonly string[], { tokens }: PersonTable): string | null {
  const [last = '', whole] = [words.at(-1), tokens];
  if (!BARE.has(last)) return null;
  const joined = whole.at(-1) === last || last === 'value' || last === 'text' ? whole : [...whole, last];
  const found = phraseAtEnd('anywhere', joined);
  return found !== null && OF_TABLE.has(found.kind) && (words.length === 1 || whole.at(-1) === last)
    ? found.kind
    : null;
}
