import type { TypeFamily } from '../../sql/types.ts';
import type { NamedColumn } from '../names/column-names.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import {
  ABOUT_WORDS,
  ADDRESS_ROLES,
  BUSINESS_WORDS,
  OWN_NAME_WORDS,
  PERSON_ROLES,
  PLAIN_TOKENS,
  TOKEN_TABLES,
} from '../names/personal-words.ts';
import type { PersonTable } from './person-tables.ts';
import { readPersonTable, STATES } from './person-tables.ts';
import type { FoundPhrase } from './personal-phrases.ts';
import { phraseAtEnd, wordsOf } from './personal-phrases.ts';

/**
 * The kind of personal data that the words of each column of a table suggest, or null. Whole words count, never a part of one: a column
 * `mailing_status` holds no address. Words that things have as well (`name`, `city`) count where a person is meant: in a
 * table of people, beside what only people have, or after whose it is (`customer_name`, `billing_city`).
 */
export function personalKinds(table: NamedTable): (string | null)[] {
  const about = readPersonTable(table);
  return table.columns.map((column) => personalKind(column, table, about));
}

function personalKind(column: NamedColumn, table: NamedTable, about: PersonTable): string | null {
  if (column.loader || NEVER.has(column.family)) return null;
  const words = wordsOf(column.column.name);
  if (/^inet\b/i.test(column.column.type)) return words.some((word) => NETWORK_WORDS.has(word)) ? null : 'ip_address';
  const found =
    anywhere(column, words, table) ??
    (words.some((word) => ABOUT_WORDS.has(word))
      ? null
      : (ofTable(words, table) ?? ofPlace(words, about) ?? ofPerson(words, about, column)));
  return found !== null && canHold(column.family, found) ? found : null;
}

/** Addresses of many machines at once, or of none that a person sits at. */
const NETWORK_WORDS = new Set(['network', 'subnet', 'range', 'mask', 'gateway', 'server', 'acl']);
const NEVER = new Set<TypeFamily>(['boolean', 'interval', 'time']);
/** Kinds that are also kept as numbers. */
const NUMBERS = new Set([
  'phone',
  'national_id',
  'payment_card',
  'bank_account',
  'postal_address',
  'location',
  'device_id',
]);
const NESTED = new Set(['email', 'phone', 'ip_address', 'credential', 'postal_address', 'location', 'person_name']);

function canHold(family: TypeFamily, kind: string): boolean {
  switch (family) {
    case 'text':
    case 'other':
      return true;
    case 'date':
    case 'timestamp':
      return kind === 'birth_date' || kind === 'death_date';
    case 'integer':
    case 'decimal':
    case 'float':
      return NUMBERS.has(kind);
    case 'json':
    case 'array':
      return NESTED.has(kind);
    case 'uuid':
    case 'binary':
      return kind === 'credential' || kind === 'ip_address';
    case 'boolean':
    case 'interval':
    case 'time':
      return false;
  }
}

function anywhere(column: NamedColumn, words: readonly string[], table: NamedTable): string | null {
  const found = phraseAtEnd('anywhere', words);
  if (found === null) return null;
  const trailing = words.slice(found.before.length + found.phrase.split(' ').length);
  if (trailing.some((word) => ABOUT_WORDS.has(word))) return null;
  if (found.kind === 'credential' && found.phrase === 'token' && !letsIn(found, table)) return null;
  return found.kind;
}

/** Whether a token opens something: alone in a table of those who log in, or named for what it is good for. */
function letsIn({ before }: FoundPhrase, { tokens }: NamedTable): boolean {
  if (before.some((word) => PLAIN_TOKENS.has(word))) return false;
  return before.length > 0 || tokens.some((token) => TOKEN_TABLES.has(token));
}

/** A part of an address. A `state` with no city near it is that of an order, not of a country. */
function ofPlace(words: readonly string[], about: PersonTable): string | null {
  const found = phraseAtEnd('place', words);
  if (found === null || found.before.some((word) => BUSINESS_WORDS.has(word))) return null;
  if (STATES.has(found.phrase) && about.places === 0) return null;
  const isTheirs = about.isPeople || about.hasPerson || about.hasAddress || /^(?:zip|home)/.test(words.join(' '));
  return isTheirs || isSaid(found.before, ADDRESS_ROLES) || PERSON_ROLES.has(found.before.at(-1) ?? '')
    ? found.kind
    : null;
}

/** Columns between a name and the e-mail address of the same person. */
const NEAR = 2;

/** What people have and things too. */
function ofPerson(words: readonly string[], about: PersonTable, { position }: NamedColumn): string | null {
  const found = phraseAtEnd('person', words);
  if (found === null) return null;
  const { kind, phrase, before } = found;
  if (kind === 'person_name' && (isSaid(before, ADDRESS_ROLES) || PERSON_ROLES.has(before.at(-1) ?? ''))) return kind;
  if (!before.every((word) => OWN_NAME_WORDS.has(word) || PERSON_ROLES.has(word))) return null;
  if (about.isPeople) return kind;
  const isPart = before.length === 0 && phrase !== 'name' && phrase !== 'login';
  if (kind === 'person_name' && isPart && about.hasPerson) return kind;
  if (kind === 'person_name') return about.email !== null && Math.abs(about.email - position) <= NEAR ? kind : null;
  return about.hasPerson && (kind === 'gender' || kind === 'demographic') ? kind : null;
}

/** `billing_city`, `shipping_address_name`: the word before, or the one before `address`, says whose it is. */
function isSaid(before: readonly string[], roles: ReadonlySet<string>): boolean {
  const last = before.at(-1) ?? '';
  return roles.has(last) || (last === 'address' && roles.has(before.at(-2) ?? ''));
}

const OF_TABLE = new Set(['email', 'phone', 'ip_address', 'credential', 'payment_card', 'bank_account', 'national_id']);
const BARE = new Set(['address', 'number', 'key', 'value', 'text']);

/** The table's words go on in its column's: `address` of `emails`, `key` of `api_keys`. */
function ofTable(words: readonly string[], { tokens }: NamedTable): string | null {
  const [last = '', whole] = [words.at(-1), tokens];
  if (!BARE.has(last)) return null;
  const joined = whole.at(-1) === last || last === 'value' || last === 'text' ? whole : [...whole, last];
  const found = phraseAtEnd('anywhere', joined);
  return found !== null && OF_TABLE.has(found.kind) && (words.length === 1 || whole.at(-1) === last)
    ? found.kind
    : null;
}
