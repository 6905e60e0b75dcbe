import { quoteIdentifier, sqlString } from './identifiers.ts';
import { duckdbTypeOfName, isHeldAsText } from './type-names.ts';
import { readTypeText, splitField } from './type-text.ts';
import type { TypeText } from './type-text.ts';

export type TypeFamily =
  | 'integer'
  | 'decimal'
  | 'float'
  | 'text'
  | 'boolean'
  | 'date'
  | 'time'
  | 'timestamp'
  | 'uuid'
  | 'json'
  | 'binary'
  | 'array'
  | 'interval'
  | 'other';

export interface DuckdbType {
  /** Safe to put into SQL: made of known names, digits and quoted field names. */
  readonly type: string;
  /** False where the type is not known, so that VARCHAR stands in for it. */
  readonly exact: boolean;
}

/** A decimal of a dialect in which it has no fixed digits: as many before the point as DuckDB allows beside nine after it. */
const UNBOUNDED_DECIMAL = 'DECIMAL(38,9)';
const MOST_DIGITS = 38;
/** Deeper types are taken as unknown, so that no text from outside can exhaust the stack. */
const DEEPEST = 40;
const UNKNOWN: DuckdbType = { type: 'VARCHAR', exact: false };

/** A warehouse has few types and many columns, so each is read once; bounded, since the text comes from outside. */
const readTypes = new Map<string, { readonly duckdb: DuckdbType; readonly family: TypeFamily }>();
const MOST_READ_TYPES = 10_000;

/**
 * The DuckDB type that holds a column of any dialect's type. `dialect` matters only for the few names that mean
 * different things (`timestamp` of sqlserver); without it the commoner meaning holds.
 */
export function duckdbType(type: string, dialect = ''): DuckdbType {
  return readType(type, dialect).duckdb;
}

/** What kind of values a column of this type holds, for rules that do not care about sizes. */
export function typeFamily(type: string, dialect = ''): TypeFamily {
  return readType(type, dialect).family;
}

function readType(type: string, dialect: string): { readonly duckdb: DuckdbType; readonly family: TypeFamily } {
  const key = `${dialect}\0${type}`;
  const known = readTypes.get(key);
  if (known) return known;
  const isUsable = nesting(type) <= DEEPEST && !type.includes('\0');
  const text = isUsable ? readTypeText(type) : undefined;
  const duckdb = text ? wholeType(text, dialect) : UNKNOWN;
  const isUnread = duckdb.type === 'VARCHAR' && (!duckdb.exact || (text && isHeldAsText(text.name)));
  const read = { duckdb, family: isUnread ? ('other' as const) : familyOfDuckdbType(duckdb.type) };
  if (readTypes.size >= MOST_READ_TYPES) readTypes.clear();
  readTypes.set(key, read);
  return read;
}

function wholeType(text: TypeText, dialect: string): DuckdbType {
  const element = elementType(text, dialect);
  return text.arrays === 0 || !element.exact ? element : { type: element.type + '[]'.repeat(text.arrays), exact: true };
}

function elementType(text: TypeText, dialect: string): DuckdbType {
  if (text.args.length > 0) {
    const nested = nestedType(text, dialect);
    if (nested) return nested;
  }
  if (isHeldAsText(text.name)) return { type: 'VARCHAR', exact: true };
  const name = text.name.startsWith('interval ') ? 'interval' : text.name;
  const found = duckdbTypeOfName(name, dialect);
  if (found === undefined) return UNKNOWN;
  if (found === 'DECIMAL') return { type: decimalType(text), exact: true };
  if (text.name === 'bit' && Number(text.args[0]) > 1) return { type: 'BIT', exact: true };
  if (text.name === 'tinyint' && text.args[0] === '1') return { type: 'BOOLEAN', exact: true };
  if (text.unsigned && /^(TINY|SMALL|BIG)?INT(EGER)?$/.test(found)) return { type: `U${found}`, exact: true };
  return { type: found, exact: true };
}

/** Types made of types, and DuckDB's enum; null for every other. */
function nestedType(text: TypeText, dialect: string): DuckdbType | null {
  const [first = ''] = text.args;
  switch (text.name) {
    case 'array':
    case 'list':
      return wrapped([duckdbType(first, dialect)], ([element]) => `${element}[]`);
    case 'map':
      return wrapped(
        text.args.slice(0, 2).map((arg) => duckdbType(arg, dialect)),
        (types) => `MAP(${types.join(', ')})`,
      );
    case 'struct':
    case 'row':
    case 'union':
      return fieldsType(text, dialect);
    case 'nullable':
    case 'lowcardinality':
      return duckdbType(first, dialect);
    case 'enum':
      return dialect === 'duckdb' ? { type: `ENUM(${enumValues(text.args)})`, exact: true } : null;
    default:
      return null;
  }
}

function fieldsType(text: TypeText, dialect: string): DuckdbType {
  const fields = text.args.map(splitField);
  const types = fields.map((field) => (field ? duckdbType(field.type, dialect) : UNKNOWN));
  const names = new Set(fields.map((field) => field?.name.toLowerCase()));
  if (names.size < fields.length) return UNKNOWN;
  const keyword = text.name === 'union' ? 'UNION' : 'STRUCT';
  return wrapped(
    types,
    (texts) =>
      `${keyword}(${texts.map((type, at) => `${quoteIdentifier(fields[at]?.name ?? '')} ${type}`).join(', ')})`,
  );
}

function wrapped(parts: readonly DuckdbType[], wrap: (types: string[]) => string): DuckdbType {
  if (parts.length === 0 || parts.some((part) => !part.exact)) return UNKNOWN;
  return { type: wrap(parts.map((part) => part.type)), exact: true };
}

/** The values as literals, each once: an enum that names a value twice cannot be made. */
function enumValues(args: readonly string[]): string {
  const values = args.map((arg) => arg.replace(/^'(.*)'$/s, '$1').replaceAll("''", "'"));
  return [...new Set(values)].map(sqlString).join(', ');
}

/** Digits as declared; Oracle's and Snowflake's NUMBER without any after the point is their integer. */
function decimalType({ name, args }: TypeText): string {
  if (args.length === 0) return UNBOUNDED_DECIMAL;
  const precision = args[0] === '*' ? MOST_DIGITS : Number(args[0]);
  const scale = Number(args[1] ?? 0);
  if (!Number.isInteger(precision) || !Number.isInteger(scale) || precision < 1) return UNBOUNDED_DECIMAL;
  if (name === 'number' && scale <= 0) return integerOfDigits(precision - scale);
  const digits = Math.max(precision, scale, precision - scale);
  return digits > MOST_DIGITS ? 'DOUBLE' : `DECIMAL(${digits},${Math.max(scale, 0)})`;
}

function nesting(type: string): number {
  let [depth, deepest] = [0, 0];
  for (const character of type) {
    if ('(<['.includes(character)) deepest = Math.max(deepest, ++depth);
    if (')>]'.includes(character)) depth--;
  }
  return deepest;
}

function integerOfDigits(digits: number): string {
  if (digits <= 4) return 'SMALLINT';
  if (digits <= 9) return 'INTEGER';
  return digits <= 18 ? 'BIGINT' : 'HUGEINT';
}

function familyOfDuckdbType(type: string): TypeFamily {
  if (type.endsWith(']')) return 'array';
  if (/^U?(TINY|SMALL|BIG|HUGE)?INT(EGER)?$|^BIGNUM$|^DECIMAL\(\d+,0\)$/.test(type)) return 'integer';
  if (type.startsWith('DECIMAL')) return 'decimal';
  if (type.startsWith('ENUM')) return 'text';
  if (type.startsWith('TIMESTAMP')) return 'timestamp';
  if (/^(STRUCT|MAP|UNION|JSON)/.test(type)) return 'json';
  return FAMILIES[type] ?? 'other';
}

const FAMILIES: Record<string, TypeFamily> = {
  BOOLEAN: 'boolean',
  FLOAT: 'float',
  DOUBLE: 'float',
  VARCHAR: 'text',
  DATE: 'date',
  TIME: 'time',
  TIMETZ: 'time',
  TIME_NS: 'time',
  INTERVAL: 'interval',
  UUID: 'uuid',
  BLOB: 'binary',
  BIT: 'binary',
};
