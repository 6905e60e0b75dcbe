import { CartridgeError } from '../../errors.ts';
import { offsetOfByte, offsetOfCodePoint } from '../../sql/text-position.ts';

/** What DuckDB says of a statement, with `errors_as_json` on. */
export interface DuckdbFault {
  /** `Binder`, `Catalog`, `Parser`. */
  readonly type: string;
  readonly message: string;
  /** In the statement; see `faultOffset`. */
  readonly position: number | null;
  readonly candidates: readonly string[];
}

/** Reads a failed query's error. Rethrows what DuckDB did not say of the statement itself. */
export function readFault(error: unknown): DuckdbFault {
  if (!(error instanceof CartridgeError) || !(error.cause instanceof Error)) throw error;
  const text = error.cause.message;
  const fields = parseFields(text.slice(Math.max(0, text.indexOf('{')))) ?? plainFields(text);
  if (fields === null) throw error;
  const position = Number(fields['position']);
  return {
    type: fields['exception_type'] ?? '',
    message: fields['exception_message'] ?? text,
    position: fields['position'] === undefined || Number.isNaN(position) ? null : position,
    candidates: (fields['candidates'] ?? '').split(',').filter((name) => name !== ''),
  };
}

/** Where in the statement a fault is, in UTF-16 units: DuckDB's parser counts code points, its binder bytes. */
export function faultOffset({ type, position }: DuckdbFault, statement: string): number | null {
  if (position === null) return null;
  return type === 'Parser' ? offsetOfCodePoint(statement, position) : offsetOfByte(statement, position);
}

/** Whether the fault tells of this machine (an extension, a file), not of the statement: then nothing is proved. */
export function provesNothing({ type, message }: DuckdbFault): boolean {
  return !PROOFS.has(type) || /exists in the \w+ extension|disabled by configuration|Extension/.test(message);
}

const PROOFS = new Set(['Binder', 'Catalog', 'Parser', 'Conversion', 'Invalid Input', 'Mismatch Type', 'Out of Range']);

/** `Binder Error: ...`, should DuckDB not keep to JSON. */
function plainFields(text: string): Fields | null {
  const match = /^([A-Za-z ]+) Error: ([^]*)$/.exec(text);
  return match ? { exception_type: match[1], exception_message: match[2] } : null;
}

type Fields = Readonly<Record<string, string | undefined>>;

function parseFields(text: string): Fields | null {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null) return null;
    return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, String(part)]));
  } catch {
    return null;
  }
}
