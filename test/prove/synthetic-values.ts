import type { Column } from '../../src/catalog/catalog.ts';

/**
 * The n-th value of a column (n from 1) as text that casts to the column's type, which is DuckDB's. `unique`: a different one for
 * every n; otherwise values repeat, as they do in life.
 */
export function valueFor(column: Column, n: number, unique: boolean): string {
  const type = column.type.toUpperCase();
  const at = unique ? n : 1 + ((n * 3 + column.name.length) % 11);
  if (type.endsWith('[]')) return '[]';
  if (type.startsWith('STRUCT') || type.startsWith('MAP')) return '{}';
  if (type.startsWith('ENUM')) return enumValue(type, column.type, n);
  if (type.startsWith('BOOL')) return unique ? (n % 2 === 0 ? 'true' : 'false') : at % 3 === 0 ? 'true' : 'false';
  if (type.startsWith('TIMESTAMP') || type.startsWith('DATETIME')) return `2024-01-01 0${at % 10}:${minutes(at)}:00`;
  if (type.startsWith('DATE')) return day(at);
  if (type.startsWith('TIME')) return `0${at % 10}:${minutes(at)}:00`;
  if (type.startsWith('INTERVAL')) return `${at} hours`;
  if (type.startsWith('UUID')) return `00000000-0000-4000-8000-${String(at).padStart(12, '0')}`;
  if (type.startsWith('JSON')) return `{"n": ${at}}`;
  if (type.startsWith('BLOB')) return `b${at}`;
  if (type.startsWith('BIT')) return at % 2 === 0 ? '0' : '1';
  if (/^(U?TINYINT|U?SMALLINT|U?INTEGER|U?BIGINT|U?HUGEINT|INT)/.test(type)) return String(at);
  if (/^(DECIMAL|NUMERIC)/.test(type)) return decimal(type, at);
  if (/^(DOUBLE|FLOAT|REAL)/.test(type)) return `${at}.5`;
  return text(column.name, at, unique);
}

/** Unlike any other column's: text that would be found in another table by accident proves nothing. */
function text(name: string, at: number, unique: boolean): string {
  return unique ? `${name.slice(0, 3)}-${String(at).padStart(4, '0')}` : `${name} ${at % 4}`;
}

function decimal(type: string, at: number): string {
  const [, precision = '18', scale = '0'] = /\((\d+)(?:,\s*(\d+))?\)/.exec(type) ?? [];
  const whole = Number(precision) - Number(scale);
  const value = whole <= 0 ? 0 : at % 10 ** Math.min(whole, 6);
  return Number(scale) > 0 ? `${value}.5` : String(value);
}

function enumValue(upper: string, type: string, n: number): string {
  const values = [...type.matchAll(/'((?:[^']|'')*)'/g)].map((match) => match[1]!.replaceAll("''", "'"));
  if (values.length === 0) throw new Error(`no values in ${upper}`);
  return values[n % values.length]!;
}

function day(at: number): string {
  const date = new Date(Date.UTC(2024, 0, 1 + at));
  return date.toISOString().slice(0, 10);
}

function minutes(at: number): string {
  return String(at % 60).padStart(2, '0');
}

/** A value that no row has. */
export function lostValue({ type }: Column): string {
  if (/^UUID/i.test(type)) return '99999999-0000-4000-8000-000000000000';
  return /CHAR|TEXT|STRING/i.test(type) ? 'nowhere' : '119';
}
