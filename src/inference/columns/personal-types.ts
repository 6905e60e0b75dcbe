import type { NamedColumn } from '../names/column-names.ts';

/** Kinds that are kept as numbers too. */
const NUMBERS = new Set([
  'phone',
  'national_id',
  'payment_card',
  'bank_account',
  'location',
  'device_id',
  'gender',
  'birth_date',
  'death_date',
]);
const NESTED = new Set(['email', 'phone', 'ip_address', 'credential', 'postal_address', 'location', 'person_name']);
/** Kinds of which no value is this short. */
const LONG = new Set(['email', 'phone', 'ip_address', 'credential', 'national_id', 'bank_account', 'free_text']);
const SHORTEST = 5;
/** Parts of an address that are numbers. */
const ADDRESS_NUMBERS = /(?:zip|post|house|street|suite|apartment)/;

/** Whether a column of this type can hold personal data of that kind: `words` are those of its name. */
export function canHold({ family, column }: NamedColumn, kind: string, words: readonly string[]): boolean {
  switch (family) {
    case 'text':
      return !LONG.has(kind) || declaredLength(column.type) >= SHORTEST;
    case 'other':
      return true;
    case 'date':
    case 'timestamp':
      return kind === 'birth_date' || kind === 'death_date';
    case 'integer':
    case 'decimal':
    case 'float':
      return NUMBERS.has(kind) || (kind === 'postal_address' && ADDRESS_NUMBERS.test(words.join(' ')));
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

function declaredLength(type: string): number {
  const length = /^[\w ]+\(\s*(\d+)/.exec(type)?.[1];
  return length === undefined ? Number.POSITIVE_INFINITY : Number(length);
}
