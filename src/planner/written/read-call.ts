import type { TokenRange, TokenSource } from '../../sql/select/token-source.ts';
import { behind, isToken, splitAtCommas } from '../../sql/select/token-source.ts';
import type { ExpressionPlace, Reading, Step } from './reading.ts';
import { excerpt } from './reading.ts';
import { meant } from './resolve-name.ts';
import {
  CAST_TYPES,
  COMMON_FUNCTIONS,
  DUCKDB_FUNCTIONS,
  EXTRACTED_UNITS,
  INSTEAD,
  TRUNCATED_UNITS,
} from './sql-subset.ts';

/** A function that is called: its name, and what it is given in brackets. */
interface Call {
  readonly name: string;
  /** Between the brackets. */
  readonly inner: TokenRange;
}

/** Reads the call of a function: one that may be called, by its bare name. */
export function readCall(
  reading: Reading,
  { path, open }: { readonly path: readonly number[]; readonly open: number },
  place: ExpressionPlace,
): Step {
  const { source, faults, isDuckdb } = reading;
  const next = behind(source, open);
  const [at = open - 1] = path;
  const functions = isDuckdb ? DUCKDB_FUNCTIONS : COMMON_FUNCTIONS;
  const name = source.tokens[at]?.value ?? '';
  const inner = { lo: open + 1, hi: next - 1 };
  if (path.length > 1 || source.tokens[at]?.kind !== 'word') {
    faults.add(`"${excerpt(source, { lo: at, hi: open })}(..)": functions are called by their bare names`);
  } else if (!functions.has(name)) {
    const refusal = `the function ${excerpt(source, { lo: at, hi: open })} may not be called`;
    faults.add((isDuckdb ? null : insteadOf(name)) ?? `${refusal}${meant(name, [...functions])}`);
  } else {
    reading.calls.add(at);
    readArguments(reading, { name, inner }, place);
    checkFrame(reading, { name, next });
  }
  return { next, isOperand: true, begins: true };
}

/** What to write in the place of a word or a mark that only some warehouses know; null where nothing is known. */
export function insteadOf(word: string): string | null {
  const instead = INSTEAD.get(word);
  return instead === undefined ? null : `"${word}" is not written the same in every warehouse: write ${instead}`;
}

function readArguments(reading: Reading, call: Call, place: ExpressionPlace): void {
  const { source, faults, isDuckdb } = reading;
  const { name, inner } = call;
  const within: ExpressionPlace = { scope: place.scope, aliases: place.aliases };
  if (name === 'cast' || name === 'try_cast') return readCast(reading, inner, within);
  if (name === 'extract') return readExtract(reading, inner, within);
  if (name === 'count' && inner.hi === inner.lo + 1 && isToken(source, inner.lo, '*')) return;
  const args = splitAtCommas(source, inner);
  for (const arg of inner.hi > inner.lo ? args : []) {
    if (arg.lo === arg.hi) faults.add(`an argument of ${name} is missing`);
    reading.readExpression(reading, arg, within);
  }
  if (isDuckdb) return;
  const unit = textAt(reading, inner.lo);
  if (name === 'date_trunc' && (args.length !== 2 || !TRUNCATED_UNITS.has(unit)))
    faults.add(`date_trunc takes one of '${[...TRUNCATED_UNITS].join("', '")}' and a date or timestamp`);
  if (name === 'date_diff' && (args.length !== 3 || unit !== 'day'))
    faults.add("date_diff takes 'day' and two dates: date_diff('day', from, to)");
}

/** `x as type`. */
function readCast(reading: Reading, { lo, hi }: TokenRange, place: ExpressionPlace): void {
  const { source, faults, isDuckdb } = reading;
  const as = castPlace(reading, { lo, hi });
  reading.readExpression(reading, { lo, hi: as }, place);
  const type = typeName(reading, { lo: as + 1, hi });
  const isKnown = isDuckdb ? isPlainType(source, { lo: as, hi }) : type !== null && CAST_TYPES.has(type);
  if (as >= hi || !isKnown)
    faults.add(
      `"${excerpt(source, { lo: Math.min(as, hi - 1), hi })}": a cast is to one of ${[...new Set(CAST_TYPES.values())].map((each) => (each === 'text' ? 'varchar' : each)).join(', ')}`,
    );
}

/** Whether a type is names, digits and brackets. */
export function isPlainType({ tokens }: TokenSource, { lo, hi }: TokenRange): boolean {
  return tokens.slice(lo, hi).every(({ kind }) => kind !== 'jinja' && kind !== 'text');
}

/** Index of the `as` of a cast, or of its end. */
export function castPlace({ source }: Pick<Reading, 'source'>, { lo, hi }: TokenRange): number {
  for (let at = lo; at < hi; at = behind(source, at)) if (isToken(source, at, 'as')) return at;
  return hi;
}

/** The name of a type, with the digits of a decimal left out; null for one that is written in another way. */
export function typeName({ source }: Pick<Reading, 'source'>, { lo, hi }: TokenRange): string | null {
  const words = source.tokens.slice(lo, hi).map(({ value }) => value);
  const open = words.indexOf('(');
  const name = words.slice(0, open === -1 ? words.length : open).join(' ');
  if (open === -1) return name;
  const isDigits = /^\(\d+(?:,\d+)?\)$/.test(words.slice(open).join(''));
  return CAST_TYPES.get(name) === 'decimal' && isDigits ? name : null;
}

/** `year from x`. */
function readExtract(reading: Reading, { lo, hi }: TokenRange, place: ExpressionPlace): void {
  const { source, faults, isDuckdb } = reading;
  const unit = source.tokens[lo];
  if (unit?.kind !== 'word' || !isToken(source, lo + 1, 'from') || !(isDuckdb || EXTRACTED_UNITS.has(unit.value)))
    faults.add(`extract takes one of ${[...EXTRACTED_UNITS].join(', ')}: extract(year from x)`);
  else reading.readExpression(reading, { lo: lo + 2, hi }, place);
}

function textAt({ source }: Reading, index: number): string {
  const token = source.tokens[index];
  return token?.kind === 'text' ? token.value.slice(1, -1).toLowerCase() : '';
}

/** A warehouse that wants it told which rows a running total is over. */
function checkFrame({ source, faults, dialect }: Reading, { name, next }: { name: string; next: number }): void {
  if (!dialect.common?.needsFrames || RANKINGS.has(name) || !isToken(source, next, 'over')) return;
  const words = source.tokens.slice(next + 1, behind(source, next + 1)).map(({ value }) => value);
  if (words.includes('order') && !words.includes('rows'))
    faults.add(`${name}(..) over (order by ..) must say which rows: rows between unbounded preceding and current row`);
}

const RANKINGS = new Set(['row_number', 'rank', 'dense_rank', 'ntile', 'percent_rank', 'cume_dist', 'lag', 'lead']);
