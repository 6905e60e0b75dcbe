import type { TokenRange } from '../../sql/select/token-source.ts';
import { behind, isToken } from '../../sql/select/token-source.ts';
import { insteadOf, isPlainType, readCall } from './read-call.ts';
import type { ExpressionPlace, Reading, Step } from './reading.ts';
import { excerpt, nameAt } from './reading.ts';
import { resolveName } from './resolve-name.ts';
import {
  CLAUSE_WORDS,
  COMMON_MARKS,
  DUCKDB_MARKS,
  DUCKDB_WORDS,
  OPERATORS,
  VALUES,
  WINDOW_WORDS,
} from './sql-subset.ts';

/**
 * Reads an expression, or several with commas between them: every token is a name that is known, a function that may be
 * called, or a word or mark that the subset has. What is wrong is noted.
 */
export function readExpression(reading: Reading, { lo, hi }: TokenRange, place: ExpressionPlace): void {
  let isOperand = false;
  for (let at = lo; at < hi;) {
    const step = readStep(reading, { at, hi }, place);
    if (step.isOperand && isOperand && step.begins && !reading.isDuckdb)
      reading.faults.add(
        `"${excerpt(reading.source, { lo: at - 1, hi: step.next })}" cannot be read: an operator is missing, or it is no common SQL`,
      );
    isOperand = step.isOperand;
    at = step.next;
  }
}

function readStep(reading: Reading, { at, hi }: { at: number; hi: number }, place: ExpressionPlace): Step {
  const { source, faults } = reading;
  const token = source.tokens[at];
  if (!token) return { next: hi, isOperand: false, begins: false };
  switch (token.kind) {
    case 'jinja':
      faults.add("{{ ref('model') }} stands only behind from or join");
      return operand(at + 1);
    case 'text':
      if (
        !/^'[^]*'$/.test(token.value) ||
        /[{}]/.test(token.value) ||
        (!reading.isDuckdb && token.value.includes('\\'))
      )
        faults.add(`the text ${excerpt(source, { lo: at, hi: at + 1 })} is not a plain one between single quotes`);
      return operand(at + 1);
    case 'number':
      return operand(at + 1);
    case 'mark':
      return readMark(reading, at, place);
    case 'quoted':
      return readPath(reading, { at, hi }, place);
    case 'word':
      return readWord(reading, { at, hi }, place);
  }
}

function readMark(reading: Reading, at: number, place: ExpressionPlace): Step {
  const { source, faults, isDuckdb } = reading;
  const value = source.tokens[at]?.value ?? '';
  if (value === '(') return readBrackets(reading, at, place);
  const marks = isDuckdb ? DUCKDB_MARKS : COMMON_MARKS;
  if (value === '[' && marks.has(value)) {
    const next = behind(source, at);
    readExpression(reading, { lo: at + 1, hi: next - 1 }, place);
    return { next, isOperand: true, begins: false };
  }
  if (!marks.has(value)) faults.add(insteadOf(value) ?? `"${value}" is no mark of the SQL that may be written`);
  if (value === '::') return { next: behindType(reading, at), isOperand: true, begins: false };
  const pair = value + (source.tokens[at + 1]?.value ?? '');
  if (!isDuckdb && (REFUSED_PAIRS.has(pair) || (value === '|' && !isConcatenation(reading, at))))
    faults.add(`"${pair}" is not among the operators of common SQL`);
  return { next: at + 1, isOperand: false, begins: false };
}

const REFUSED_PAIRS = new Set(['->', '==', '!<', '!>']);

function isConcatenation({ source }: Reading, at: number): boolean {
  return isToken(source, at + 1, '|') !== isToken(source, at - 1, '|');
}

/** Behind the type of `x::type`. */
function behindType({ source, faults }: Reading, at: number): number {
  let next = at + 1;
  while (source.types.has(next) && !isToken(source, next, '::')) next += 1;
  if (!isPlainType(source, { lo: at + 1, hi: next }))
    faults.add(`"${excerpt(source, { lo: at, hi: next })}" is no type`);
  return next;
}

function readBrackets(reading: Reading, at: number, place: ExpressionPlace): Step {
  const { source, subqueries } = reading;
  const next = behind(source, at);
  const inner = { lo: at + 1, hi: next - 1 };
  if (isToken(source, inner.lo, 'select') || isToken(source, inner.lo, 'with')) {
    subqueries.set(
      at,
      reading.readQuery(inner, { ...place.scope, relations: [], aliases: new Set(), outer: place.scope }),
    );
  } else readExpression(reading, inner, { scope: place.scope, aliases: place.aliases });
  return operand(next);
}

function readWord(reading: Reading, { at, hi }: { at: number; hi: number }, place: ExpressionPlace): Step {
  const { source, faults, isDuckdb } = reading;
  const word = source.tokens[at]?.value ?? '';
  const known = place.isWindow ? WINDOW_WORDS : NONE;
  if (word === 'over' && isToken(source, at + 1, '(')) {
    const next = behind(source, at + 1);
    readExpression(reading, { lo: at + 2, hi: next - 1 }, { ...place, isWindow: true });
    return { next, isOperand: true, begins: false };
  }
  if (word === 'distinct' && isToken(source, at - 1, '(')) return { next: at + 1, isOperand: false, begins: false };
  if (word === 'from' && isToken(source, at - 1, 'distinct')) return { next: at + 1, isOperand: false, begins: false };
  // `range (` and `first (` are functions.
  const isCalled = isToken(source, at + 1, '(') && !BEFORE_BRACKETS.has(word);
  if (known.has(word) && !isCalled) return { next: at + 1, isOperand: false, begins: false };
  if (OPERATORS.has(word)) return { next: at + 1, isOperand: false, begins: false };
  if (VALUES.has(word)) return { next: at + 1, isOperand: true, begins: word !== 'end' };
  if ((word === 'date' || word === 'timestamp') && source.tokens[at + 1]?.kind === 'text') return operand(at + 2);
  const instead = isDuckdb || isToken(source, at + 1, '.') ? null : insteadOf(word);
  if (instead !== null && REFUSED_WORDS.has(word)) {
    faults.add(instead);
    // What follows belongs to it, and is told with it.
    if (word === 'ilike') return { next: at + 1, isOperand: false, begins: false };
    return { next: behindInterval(reading, at), isOperand: true, begins: false };
  }
  if (isDuckdb && word === 'interval') return readInterval(reading, at, place);
  if (isDuckdb && DUCKDB_WORDS.has(word) && !isCalled && !isToken(source, at + 1, '.'))
    return { next: at + 1, isOperand: false, begins: false };
  if (CLAUSE_WORDS.has(word)) {
    faults.add(`"${word}" cannot stand in "${excerpt(source, { lo: Math.max(0, at - 2), hi: Math.min(hi, at + 3) })}"`);
    return { next: at + 1, isOperand: false, begins: false };
  }
  return readPath(reading, { at, hi }, place);
}

const REFUSED_WORDS: ReadonlySet<string> = new Set(['interval', 'ilike', 'filter']);
const NONE: ReadonlySet<string> = new Set();
const BEFORE_BRACKETS: ReadonlySet<string> = new Set(['and', 'between', 'by', 'filter', 'ilike', 'where']);

/** `interval 1 day`, `interval '1 day'`, `interval (n) month`. */
function readInterval(reading: Reading, at: number, place: ExpressionPlace): Step {
  const { source } = reading;
  if (isToken(source, at + 1, '(')) readExpression(reading, { lo: at + 2, hi: behind(source, at + 1) - 1 }, place);
  return operand(behindInterval(reading, at));
}

function behindInterval({ source }: Reading, at: number): number {
  const next = behind(source, at + 1);
  return INTERVAL_UNIT.test(source.tokens[next]?.value ?? '') ? next + 1 : next;
}

const INTERVAL_UNIT = /^(?:year|quarter|month|week|day|hour|minute|second)s?$/;

/** A name with what is joined to it by points, or a function that is called. */
function readPath(reading: Reading, { at, hi }: { at: number; hi: number }, place: ExpressionPlace): Step {
  const { source, faults } = reading;
  const indexes = [at];
  let next = at + 1;
  while (isToken(source, next, '.') && next + 1 < hi) {
    indexes.push(next + 1);
    next += 2;
  }
  if (isToken(source, next, '(')) return readCall(reading, { path: indexes, open: next }, place);
  const parts = indexes.map((index) => nameAt(reading, index));
  const wrong = parts.indexOf(null);
  if (wrong === -1) resolveName(reading, { at: indexes, parts: parts.flatMap((part) => part ?? []) }, place);
  else faults.add(`"${excerpt(source, { lo: at, hi: next })}" is no name of a column`);
  return operand(next);
}

function operand(next: number): Step {
  return { next, isOperand: true, begins: true };
}
