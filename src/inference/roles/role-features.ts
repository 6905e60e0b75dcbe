import type { NamedColumn } from '../names/column-names.ts';
import { isHistoryColumn } from '../names/loaders.ts';
import { numberKind } from '../columns/number-kinds.ts';
import type { KeyBelief } from '../keys/key-belief.ts';
import type { Findings } from '../findings.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { AUDIT_WORDS, CLASSIFICATION_WORDS, PERIOD_ENDS, PERIOD_STARTS } from '../names/words.ts';

/** What of a table tells its role. Counts leave out what a loader or an audit trail added. */
export interface RoleFeatures extends ColumnFeatures {
  readonly table: NamedTable;
  /** Other tables that this one points to, and that point here. */
  readonly out: number;
  readonly incoming: number;
  readonly selfReference: boolean;
  /** Points to nothing but tables of kinds and places. */
  readonly pointsOnlyToKinds: boolean;
  /** Other tables hold its lines: `invoice_line` those of `invoice`. */
  readonly header: boolean;
  /** Every column stands, by name, in a table that it points to: a copy. */
  readonly copy: boolean;
}

interface ColumnFeatures {
  /** Numbers that may be added up. */
  readonly measures: number;
  /** Moments at which something happened, besides the writing of the row. */
  readonly moments: number;
  readonly texts: number;
  /** Columns that are neither key nor reference. */
  readonly payload: number;
  /** Of these, what no person reads: vectors, search texts, blobs. */
  readonly machine: number;
  /** Of these, flags and positions, which say nothing without what they belong to. */
  readonly light: number;
  readonly created: boolean;
  readonly updated: boolean;
  /** A name or title of its own. */
  readonly named: boolean;
  /** Bounds of the time in which the row held. */
  readonly period: boolean;
  readonly keyColumns: number;
  /** How many columns of the key point to other tables. */
  readonly keyReferences: number;
}

export function readRoleFeatures({ tables }: Vocabulary, context: Findings): RoleFeatures[] {
  const out = tables.map(() => new Set<NamedTable>());
  const incoming = tables.map(() => new Set<NamedTable>());
  const references = new Set<NamedColumn>();
  const selfReferences = new Set<NamedTable>();
  for (const { child, parent, columns } of context.relationships) {
    if (child === parent) selfReferences.add(child);
    for (const column of columns) references.add(column);
    if (child === parent) continue;
    out[child.index]?.add(parent);
    incoming[parent.index]?.add(child);
  }
  return tables.map((table) => {
    const parents = [...(out[table.index] ?? [])];
    return {
      table,
      ...readColumns(table, references, context.keys[table.index] ?? null),
      out: parents.length,
      incoming: incoming[table.index]?.size ?? 0,
      selfReference: selfReferences.has(table),
      pointsOnlyToKinds: parents.every((parent) => CLASSIFICATION_WORDS.has(parent.tokens.at(-1) ?? '')),
      header: [...(incoming[table.index] ?? [])].some((child) => isLineOf(child, table)),
      copy: isOneToOne(table, references, context) && parents.some((parent) => isCopy(table, parent)),
    };
  });
}

function readColumns(table: NamedTable, references: ReadonlySet<NamedColumn>, key: KeyBelief | null): ColumnFeatures {
  const keyColumns = new Set(key?.columns);
  const audit = table.columns.filter(isAudit);
  const starts = table.columns.some((column) => isMoment(column) && hasWord(column, PERIOD_STARTS));
  const ends = table.columns.some((column) => isMoment(column) && hasWord(column, PERIOD_ENDS));
  const period = (starts && ends) || table.columns.some(({ column }) => isHistoryColumn(column.name));
  const payload = table.columns.filter(
    (column) =>
      !column.loader &&
      !isAudit(column) &&
      !references.has(column) &&
      !(keyColumns.has(column) && column.keyFamily !== null) &&
      !(period && isMoment(column) && (hasWord(column, PERIOD_STARTS) || hasWord(column, PERIOD_ENDS))),
  );
  return {
    measures: payload.filter(isMeasure).length,
    moments: payload.filter(isMoment).length,
    texts: payload.filter(({ family }) => family === 'text').length,
    payload: payload.length,
    machine: payload.filter(({ family }) => ['other', 'binary', 'array'].includes(family)).length,
    light: payload.filter(isLight).length,
    created: audit.some(({ tokens }) => tokens.some((token) => /^(created?|insert(ed)?)$/.test(token))),
    updated: audit.some(({ tokens }) => tokens.some((token) => /^(update[d]?|modif(y|ied)|changed)$/.test(token))),
    named: payload.some((column) => isName(column, table)),
    period,
    keyColumns: keyColumns.size,
    keyReferences: [...keyColumns].filter((column) => references.has(column)).length,
  };
}

function isMeasure(column: NamedColumn): boolean {
  if (!['integer', 'decimal', 'float'].includes(column.family)) return false;
  const { kind } = numberKind(column, { isKey: false, stats: undefined, values: undefined });
  return kind === 'measure' || kind === 'money';
}

function isMoment({ family, loader }: NamedColumn): boolean {
  return !loader && (family === 'date' || family === 'timestamp');
}

function isAudit(column: NamedColumn): boolean {
  return isMoment(column) && hasWord(column, AUDIT_WORDS);
}

function isLight({ family, tokens }: NamedColumn): boolean {
  return family === 'boolean' || /^(position|sort|sequence|ord|order|rank|index|weight)$/.test(tokens.at(-1) ?? '');
}

const OWN_NAMES = /^(name|title|label|(first|last|full|display|legal|real)name|surname|forename|[fl]name)$/;

function isName({ stem, family }: NamedColumn, { glued }: NamedTable): boolean {
  if (family !== 'text') return false;
  return (
    OWN_NAMES.test(stem) || stem === `${glued}name` || (stem.endsWith('name') && glued.startsWith(stem.slice(0, -4)))
  );
}

function hasWord({ tokens }: NamedColumn, words: ReadonlySet<string>): boolean {
  return tokens.some((token) => words.has(token));
}

const LINES = new Set(['line', 'item', 'detail', 'entry', 'lineitem']);

/** `invoice_line_item` of `invoice`, `sales_order_line` of `order`. */
function isLineOf(child: NamedTable, header: NamedTable): boolean {
  if (!LINES.has(child.tokens.at(-1) ?? '')) return false;
  const rest = child.tokens.filter((token) => !LINES.has(token)).join('');
  return rest !== '' && (rest === header.glued || header.glued.endsWith(rest));
}

/** Its key is one reference. */
function isOneToOne(table: NamedTable, references: ReadonlySet<NamedColumn>, { keys }: Findings): boolean {
  const columns = keys[table.index]?.columns ?? [];
  return columns.length === 1 && columns.every((column) => references.has(column));
}

function isCopy(table: NamedTable, parent: NamedTable): boolean {
  return (
    table.columns.length < parent.columns.length &&
    table.columns.every(({ column }) => parent.byColumn.has(column.name))
  );
}
