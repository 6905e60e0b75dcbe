import type { NamedColumn } from '../names/column-names.ts';
import { PERSON_WORDS } from '../names/column-words.ts';
import type { Findings } from '../findings.ts';
import {
  CLASSIFICATION_WORDS,
  EVENT_WORDS,
  FACT_WORDS,
  LINE_TABLES,
  ROLE_PREFIXES,
  STOCK_WORDS,
  VERSION_WORDS,
} from '../names/role-words.ts';
import { segment } from '../names/segment.ts';
import { nameTokens } from '../names/tokens.ts';
import type { NamedTable, Vocabulary } from '../names/vocabulary.ts';
import { readRoleColumns } from './role-columns.ts';
import type { ColumnFeatures } from './role-columns.ts';

/** What of a table, its columns and its place among the others tells its role. */
export interface RoleFeatures extends ColumnFeatures {
  readonly table: NamedTable;
  /** Last word of its name; of one that runs several together, the known word at its end: `costhistory` ends in `history`. */
  readonly last: string;
  /** What stands before that, empty if nothing does. */
  readonly before: string;
  /** The role that its name begins or ends with, in a schema that names its tables so: `dim_customer`. */
  readonly saidRole: 'fact' | 'dimension' | 'bridge' | undefined;
  /** Its last two words, run together; empty if it has one. */
  readonly lastTwo: string;
  /** Its name holds those of two references: `order_product` has an `order_id` and a `product_id`. */
  readonly joinsNames: boolean;
  /** Other tables that this one points to, and that point here. */
  readonly out: number;
  readonly incoming: number;
  /** References, those to its own table included. */
  readonly ends: number;
  readonly selfReference: boolean;
  /** Points to somebody. */
  readonly actor: boolean;
  /** Points to nothing but tables of kinds and places. */
  readonly pointsOnlyToKinds: boolean;
  /** Other tables hold its lines: `invoice_line` those of `invoice`. */
  readonly header: boolean;
  /** It is such a line. */
  readonly line: boolean;
  /** Every column stands, by name, in a table that it points to: a copy. */
  readonly copy: boolean;
}

/** The features of every table, in their order; linear in columns and relationships. */
export function readRoleFeatures({ tables }: Vocabulary, context: Findings): RoleFeatures[] {
  const graph = readGraph(tables, context);
  const said = saidRoles(tables);
  return tables.map((table) => {
    const parents = [...(graph.out[table.index] ?? [])];
    const children = [...(graph.incoming[table.index] ?? [])];
    const key = context.keys[table.index] ?? null;
    return {
      table,
      ...lastWords(table),
      saidRole: said[table.index],
      lastTwo: table.tokens.length > 1 ? table.tokens.slice(-2).join('') : '',
      joinsNames: table.columns.filter((column) => graph.references.has(column) && isInName(column, table)).length > 1,
      ...readRoleColumns(table, graph.references, key),
      out: parents.length,
      incoming: children.length,
      ends: graph.ends[table.index] ?? 0,
      selfReference: graph.selfReferences.has(table),
      actor: parents.some(({ tokens }) => PERSON_WORDS.has(tokens.at(-1) ?? '')),
      pointsOnlyToKinds: parents.every(({ tokens }) => CLASSIFICATION_WORDS.has(tokens.at(-1) ?? '')),
      header: children.some((child) => isLineOf(child, table) && !isOneToOne(child, graph.references, context)),
      line: parents.some((parent) => isLineOf(table, parent)),
      copy: isOneToOne(table, graph.references, context) && parents.some((parent) => isCopy(table, parent)),
    };
  });
}

/** Known words of six letters and more, and `type`, which few words end in by chance. */
const ENDINGS = new Set(
  [FACT_WORDS, EVENT_WORDS, VERSION_WORDS, CLASSIFICATION_WORDS, LINE_TABLES, STOCK_WORDS, PERSON_WORDS]
    .flatMap((words) => [...words])
    .filter((word) => word.length > 5 || word === 'type'),
);
const LONGEST_ENDING = Math.max(...[...ENDINGS].map((word) => word.length));
/** One word each, though they end in another. */
const NOT_COMPOUND =
  /^((geno|pheno|proto|arche|haplo|sero|sub|data|stereo)type|(time|pipe|dead|head|air|guide|out|base|story|hot|sky)line)$/;

/** The last word of the name, and what stands before it; words of the language that are written together are taken apart. */
function lastWords({ tokens }: NamedTable): Pick<RoleFeatures, 'last' | 'before'> {
  const last = tokens.at(-1) ?? '';
  const before = tokens.at(-2) ?? '';
  if (last.length < 7 || ENDINGS.has(last) || NOT_COMPOUND.test(last)) return { last, before };
  const parts = segment(last, () => false);
  if (parts.length > 1) return { last: parts.at(-1) ?? '', before: parts.slice(0, -1).join('') };
  for (let length = Math.min(LONGEST_ENDING, last.length - 3); length > 3; length--) {
    const ending = last.slice(-length);
    if (ENDINGS.has(ending)) return { last: ending, before: last.slice(0, -length) };
  }
  return { last, before };
}

/** Roles in names count where three tables bear one: a lone `fact_check` is not a fact for its name. */
function saidRoles(tables: readonly NamedTable[]): (RoleFeatures['saidRole'] | undefined)[] {
  const said = tables.map(({ table }) => {
    const tokens = nameTokens(table.name);
    if (tokens.length < 2) return undefined;
    return ROLE_PREFIXES.get(tokens[0] ?? '') ?? ROLE_PREFIXES.get(tokens.at(-1) ?? '');
  });
  return said.filter((role) => role !== undefined).length < FEWEST_SAID ? said.map(() => undefined) : said;
}

const FEWEST_SAID = 3;

interface Graph {
  readonly out: readonly ReadonlySet<NamedTable>[];
  readonly incoming: readonly ReadonlySet<NamedTable>[];
  readonly ends: readonly number[];
  readonly references: ReadonlySet<NamedColumn>;
  readonly selfReferences: ReadonlySet<NamedTable>;
}

function readGraph(tables: readonly NamedTable[], { relationships }: Findings): Graph {
  const out = tables.map(() => new Set<NamedTable>());
  const incoming = tables.map(() => new Set<NamedTable>());
  const ends = tables.map(() => 0);
  const references = new Set<NamedColumn>();
  const selfReferences = new Set<NamedTable>();
  for (const { child, parent, columns } of relationships) {
    for (const column of columns) references.add(column);
    ends[child.index] = (ends[child.index] ?? 0) + 1;
    if (child === parent) {
      selfReferences.add(child);
      continue;
    }
    out[child.index]?.add(parent);
    incoming[parent.index]?.add(child);
  }
  return { out, incoming, ends, references, selfReferences };
}

function isInName({ base }: NamedColumn, { tokens, glued }: NamedTable): boolean {
  const last = base.at(-1) ?? '';
  return tokens.includes(last) || (last.length > 4 && glued.includes(last));
}

/** `invoice_line_item` of `invoice`, `salesorderdetail` of `salesorderheader`; what somebody adds of himself is no line. */
function isLineOf(child: NamedTable, header: NamedTable): boolean {
  const { last } = lastWords(child);
  if (!LINE_TABLES.has(last) || PERSON_WORDS.has(header.tokens.at(-1) ?? '')) return false;
  const rest = (child.alias || child.glued).replace(/(line|item|detail|entry|entries)+$/, '');
  return rest !== '' && header.glued.replace(/(header|head|hdr|master)$/, '').endsWith(rest);
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
