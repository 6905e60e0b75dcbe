import { numberKind } from '../columns/number-kinds.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { NamedColumn } from '../names/column-names.ts';
import { DELETED_WORDS } from '../names/column-words.ts';
import { isHistoryColumn } from '../names/loaders.ts';
import { CLASSIFICATION_WORDS, PERIOD_COLUMNS } from '../names/role-words.ts';
import type { NamedTable } from '../names/vocabulary.ts';
import {
  AUDIT_WORDS,
  FOREIGN_SYSTEM_WORDS,
  MONEY_WORDS,
  PERIOD_ENDS,
  PERIOD_STARTS,
  SURROGATE_WORDS,
} from '../names/words.ts';

/** What the columns of a table say of its role. Counts leave out what a loader or an audit trail added. */
export interface ColumnFeatures {
  /** Numbers that may be added up. */
  readonly measures: number;
  /** Numbers of any kind that are no flags. */
  readonly numbers: number;
  /** Moments at which something happened, besides the writing of the row. */
  readonly moments: number;
  readonly texts: number;
  /** Identifiers that lead to no table at hand; with their kind beside them (`item_id`, `item_type`) they lead to several. */
  readonly loose: number;
  readonly polymorphic: number;
  /** Columns that are neither key nor reference. */
  readonly payload: number;
  /** Of these, what no person reads: vectors, documents, blobs. */
  readonly machine: number;
  /** Of these, flags and positions, which say nothing without what they belong to. */
  readonly light: number;
  readonly created: boolean;
  readonly updated: boolean;
  /** A name or title of its own. */
  readonly named: boolean;
  /** Bounds of the time in which the row held. */
  readonly period: boolean;
  /** A day, month or year that no clock time refines: what a row is for, each time. */
  readonly periodColumn: boolean;
  readonly keyColumns: number;
  /** The key is one column, named for something else: `person_id` of a table of attributions, a guess for want of more. */
  readonly keyOfOther: boolean;
  /** How many columns of the key point to other tables. */
  readonly keyReferences: number;
  /** A number of its version is part of the key. */
  readonly versionInKey: boolean;
}

/** Counts the columns of a table by what they say; `references` are the columns that lead to a table. */
export function readRoleColumns(
  table: NamedTable,
  references: ReadonlySet<NamedColumn>,
  key: KeyBelief | null,
): ColumnFeatures {
  const keyColumns = ownKey(table, references, key);
  const own = table.columns.filter((column) => !column.loader && !references.has(column) && !isRowId(column));
  const audit = own.filter(isAudit);
  const starts = table.columns.some((column) => isMoment(column) && hasWord(column, PERIOD_STARTS));
  const ends = table.columns.some((column) => isMoment(column) && hasWord(column, PERIOD_ENDS));
  const period = (starts && ends) || table.columns.some(({ column }) => isHistoryColumn(column.name));
  const others = own.filter(
    (column) =>
      !isAudit(column) &&
      !(keyColumns.has(column) && column.keyFamily !== null) &&
      !(period && isMoment(column) && (hasWord(column, PERIOD_STARTS) || hasWord(column, PERIOD_ENDS))),
  );
  const loose = others.filter((column) => isLoose(column));
  const polymorphic = loose.filter((column) => table.byStem.has(`${column.base.join('')}type`));
  const payload = others.filter((column) => !loose.includes(column) && !isKindOfLoose(column, polymorphic));
  const counted = (is: (column: NamedColumn) => boolean): number => payload.filter(is).length;
  return {
    measures: counted((column) => isMeasure(column) && !isCounter(column)),
    numbers: counted((column) => isNumber(column) && !isLight(column)),
    moments: counted(isMoment),
    texts: counted((column) => column.family === 'text' && !isMoment(column) && !isMeasure(column)),
    loose: loose.length,
    polymorphic: polymorphic.length,
    payload: payload.length,
    machine: counted(isForMachines),
    light: counted(isLight),
    created: audit.some(({ tokens }) => tokens.some((token) => /^(created?|insert(ed)?)(date|time)?$/.test(token))),
    updated: audit.some(({ tokens }) =>
      tokens.some((token) => /^(updated?|modif(y|ied)|changed)(date|time)?$/.test(token)),
    ),
    named: payload.some((column) => isName(column, table)),
    period,
    periodColumn: table.columns.some(isPeriodColumn),
    keyColumns: keyColumns.size,
    keyOfOther: keyColumns.size === 1 && [...keyColumns].every((column) => isNamedForOther(column, table)),
    keyReferences: [...keyColumns].filter((column) => references.has(column)).length,
    versionInKey: keyColumns.size > 1 && own.some((column) => keyColumns.has(column) && column.stem === 'version'),
  };
}

/** A reference alone is no key where the rows of its parent are numbered: `customer_id, index, value`. */
function ownKey(
  table: NamedTable,
  references: ReadonlySet<NamedColumn>,
  key: KeyBelief | null,
): ReadonlySet<NamedColumn> {
  const [column] = key?.columns ?? [];
  const isReference = key?.columns.length === 1 && column !== undefined && references.has(column);
  const isNumbered = isReference && table.columns.some(({ stem }) => ROW_NUMBERS.test(stem));
  return new Set(isNumbered ? [] : key?.columns);
}

const ROW_NUMBERS = /^(index|idx|line(no|number)?|seq(uence)?|ordinal)$/;

function isNamedForOther({ base, keyWord }: NamedColumn, { glued }: NamedTable): boolean {
  const name = base.join('');
  return keyWord !== null && name !== '' && !glued.includes(name) && !name.includes(glued);
}

/** A type that nobody knows may be an enum or a domain, which people read. */
function isForMachines({ family, column }: NamedColumn): boolean {
  if (family === 'other') return /vec|xml|search|lob|bytea/i.test(column.type);
  return family === 'binary' || family === 'array' || family === 'json';
}

function isNumber({ family }: NamedColumn): boolean {
  return family === 'integer' || family === 'decimal' || family === 'float';
}

/** Numbers kept as text count by their last word alone: files often come with every column a text. */
function isMeasure(column: NamedColumn): boolean {
  if (column.family === 'text') {
    const last = column.tokens.at(-1) ?? '';
    return column.keyWord === null && (MONEY_WORDS.has(last) || last === 'quantity');
  }
  if (!isNumber(column)) return false;
  const { kind } = numberKind(column, { isKey: false, stats: undefined, values: undefined });
  return kind === 'measure' || kind === 'money';
}

/** `comments_count`: how many rows elsewhere point here, kept along. */
function isCounter({ tokens, family }: NamedColumn): boolean {
  return family === 'integer' && tokens.length > 1 && tokens.at(-1) === 'count';
}

const MOMENT_ENDS = new Set(['date', 'datetime', 'timestamp', 'dt']);

/** A date or time, by type or, kept as text, by its last word. */
function isMoment({ family, loader, tokens }: NamedColumn): boolean {
  if (loader) return false;
  if (family === 'date' || family === 'timestamp') return true;
  return family === 'text' && MOMENT_ENDS.has(tokens.at(-1) ?? '');
}

/** When the row was written, changed or struck out. */
function isAudit(column: NamedColumn): boolean {
  return isMoment(column) && (hasWord(column, AUDIT_WORDS) || hasWord(column, DELETED_WORDS));
}

/** Identifies something, though nothing at hand: its table is not here, or nobody could tell which it is. */
function isLoose(column: NamedColumn): boolean {
  const { keyWord, keyFamily, base, tokens } = column;
  if (keyWord === null || keyFamily === null || base.length === 0) return false;
  if (!SURROGATE_WORDS.has(keyWord) && keyWord !== 'key') return false;
  return !tokens.some((token) => FOREIGN_SYSTEM_WORDS.has(token));
}

/** `rowguid`, which replication adds beside the key. */
function isRowId({ stem, family }: NamedColumn): boolean {
  return family === 'uuid' && /^row(gu|uu|i)?id$/.test(stem);
}

function isKindOfLoose({ stem }: NamedColumn, polymorphic: readonly NamedColumn[]): boolean {
  return polymorphic.some(({ base }) => stem === `${base.join('')}type`);
}

const LIGHT_ENDS = new Set(['position', 'sort', 'sequence', 'ord', 'order', 'rank', 'ranking', 'index', 'weight']);

function isLight({ family, tokens }: NamedColumn): boolean {
  return family === 'boolean' || LIGHT_ENDS.has(tokens.at(-1) ?? '');
}

/** `date`, `year_month`, `week`: whole words of a calendar and nothing else, finer than which no row goes. */
function isPeriodColumn({ tokens, family, loader }: NamedColumn): boolean {
  return !loader && family !== 'timestamp' && tokens.length > 0 && tokens.every((token) => PERIOD_COLUMNS.has(token));
}

const OWN_NAMES = /^(name|title|(first|last|full|display|legal|real)name|surname|forename|[fl]name)$/;

/** `mobile_device` has a `device_name`, `customer` an `english_customer_name`, `city` a `city`. */
function isName({ stem, family }: NamedColumn, { glued, tokens }: NamedTable): boolean {
  if (family !== 'text') return false;
  if (OWN_NAMES.test(stem) || stem.endsWith(`${glued}name`)) return true;
  if (stem === glued) return !CLASSIFICATION_WORDS.has(tokens.at(-1) ?? '');
  const of = stem.slice(0, -4);
  return stem.endsWith('name') && (glued.startsWith(of) || (of.length > 2 && glued.endsWith(of)));
}

function hasWord(column: NamedColumn, words: ReadonlySet<string>): boolean {
  return column.tokens.some((token) => words.has(token) || words.has(GLUED_MOMENT.exec(token)?.[1] ?? ''));
}

/** `modifieddate`, `startdate`: many write them as one word. */
const GLUED_MOMENT = /^(\p{L}{3,20}?)(date|time|datetime|timestamp)$/u;
