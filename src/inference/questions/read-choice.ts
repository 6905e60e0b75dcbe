import type { Catalog, ForeignKey, Table } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { ErrorCode } from '../../errors.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { Role } from '../beliefs.ts';
import { ROLES } from '../beliefs.ts';
import type { RelationshipAnswer } from './answers.ts';
import { relationshipKey } from './answers.ts';
import { isTestable } from './comparable.ts';
import type { Found, FoundColumns, NameLookup } from './name-lookup.ts';
import { columnsLabel } from './name-lookup.ts';
import type { QuestionKind } from './question.ts';
import { columnList, NONE, questionId } from './question.ts';

export interface Reading {
  readonly names: NameLookup;
  readonly catalog: Catalog;
}

/** One answer, understood. Of `relationship`, `key` and `role` none is there where the table declares the same. */
export interface Read {
  /** As `questionId` writes it, however it was typed. */
  readonly id: string;
  readonly choice: string;
  readonly table: Table;
  readonly relationship?: RelationshipAnswer;
  readonly key?: readonly string[];
  readonly role?: Role;
  /** Word and value for `meta`, where no test of the project can say it. */
  readonly stated?: readonly [string, string];
}

interface Wrong {
  readonly code: ErrorCode;
  readonly message: string;
  readonly hint?: string;
}

/** Before the columns, in `meta`, of a relationship that no test states. */
export const REFERENCE_WORD = 'references of ';
export const ROLE_WORD = 'role';

/** `relationship:payments.order_ref`: a column that it points to, or `none`. */
export function readRelationship(text: string, choice: string, { names, catalog }: Reading): Read | Wrong {
  const from = names.columns(text);
  if (!from || !('found' in from))
    return unknown('relationship', text, { found: from, near: names.nearestColumn(text) });
  const { table, columns } = from.found;
  const id = questionId('relationship', names.nameOf(table), columns);
  const to = isNone(choice) ? null : readParent(id, choice, { names, count: columns.length });
  if (to && 'code' in to) return to;
  if (to && tableKey(to.table) === tableKey(table) && to.columns.some((name) => columns.includes(name))) {
    return invalid(id, 'a column cannot point to itself', HOW_TO_POINT);
  }
  const answered = to ? columnsLabel(names, to) : NONE;
  const declared = (table.foreign_keys ?? []).filter(
    (key) => relationshipKey(table, key.columns) === relationshipKey(table, columns),
  );
  if (declared.length > 0) {
    return declared.some((key) => to !== null && isSame(key, to))
      ? { id, choice: answered, table }
      : overrules(`${names.nameOf(table)}.${columnList(columns)} is declared to point to ${targets(declared)}`);
  }
  const isStated = columns.length > 1 || (to !== null && !isTestable(from.found, to, catalog.dialect));
  return {
    id,
    choice: answered,
    table,
    relationship: { child: table, columns, to: to && { parent: to.table, columns: to.columns } },
    ...(isStated ? { stated: [`${REFERENCE_WORD}${columnList(columns)}`, answered] } : {}),
  };
}

/** The column that a choice names, or as many of one table as are to point there (`count`). */
export function readParent(
  id: string,
  choice: string,
  { names, count }: { names: NameLookup; count: number },
): FoundColumns | Wrong {
  const found = names.columns(choice);
  if (!found || !('found' in found)) {
    const near = found ? undefined : names.nearestColumn(choice);
    const why = found ? several(choice, found.several) : `there is no column "${choice}"`;
    return invalid(id, `${why}${near === undefined ? '' : `; did you mean "${near}"?`}`, HOW_TO_POINT);
  }
  const { columns } = found.found;
  if (columns.length === count) return found.found;
  return invalid(id, `${count} cannot point to ${columns.length} columns`, HOW_TO_POINT);
}

const HOW_TO_POINT = 'Answer with the column that it points to, as table.column, or with none.';

/** `key:payments`: its columns, or `none`. */
export function readKey(text: string, choice: string, { names }: Reading): Read | Wrong {
  const of = names.table(text);
  if (!of || !('found' in of)) return unknown('key', text, { found: of, near: names.nearestTable(text) });
  const table = of.found;
  const id = questionId('key', names.nameOf(table));
  const key = isNone(choice) ? [] : names.columnsOf(table, choice);
  if (!key) {
    const columns = table.columns.map(({ name }) => name);
    const near = choice.split(/[+,]/).map((part) => nearestName(part.trim(), columns) ?? '');
    const meant = near.includes('') ? '' : `; did you mean "${columnList(near)}"?`;
    const how = 'Answer with columns of the table, joined with +, or with none.';
    return invalid(id, `${names.nameOf(table)} has no columns "${choice}"${meant}`, how);
  }
  const answered = key.length === 0 ? NONE : columnList(key);
  const declared = table.primary_key ?? [];
  if (declared.length === 0) return { id, choice: answered, table, key };
  return relationshipKey(table, declared) === relationshipKey(table, key)
    ? { id, choice: answered, table }
    : overrules(`${names.nameOf(table)} declares the key ${columnList(declared)}`);
}

/** `role:payments`: one of ROLES. */
export function readRole(text: string, choice: string, { names }: Reading): Read | Wrong {
  const of = names.table(text);
  if (!of || !('found' in of)) return unknown('role', text, { found: of, near: names.nearestTable(text) });
  const id = questionId('role', names.nameOf(of.found));
  const role = ROLES.find((each) => each === choice.toLowerCase());
  if (role) return { id, choice: role, table: of.found, role, stated: [ROLE_WORD, role] };
  const near = nearestName(choice, ROLES);
  const meant = near === undefined ? '' : `; did you mean "${near}"?`;
  return invalid(id, `there is no role "${choice}"${meant}`, `Roles are ${ROLES.join(', ')}.`);
}

/** Whether a choice says that there is nothing. */
export function isNone(choice: string): boolean {
  return choice.toLowerCase() === NONE;
}

function isSame(key: ForeignKey, to: FoundColumns): boolean {
  const isSchema = key.ref_schema === undefined || key.ref_schema === to.table.schema;
  // No columns: the key of the parent, whatever it is.
  const isColumns = key.ref_columns.length === 0 || columnList(key.ref_columns) === columnList(to.columns);
  return isSchema && key.ref_table === to.table.name && isColumns;
}

function targets(keys: readonly ForeignKey[]): string {
  return keys.map((key) => `${key.ref_table}.${columnList(key.ref_columns)}`).join(' and ');
}

function unknown(
  kind: QuestionKind,
  text: string,
  { found, near }: { found: Found<unknown>; near: string | undefined },
): Wrong {
  const id = `${kind}:${text}`;
  if (found && 'several' in found) return { code: 'ANSWER_UNKNOWN', message: `${id}: ${several(text, found.several)}` };
  const what = kind === 'relationship' ? 'column' : 'table';
  if (near !== undefined)
    return { code: 'ANSWER_UNKNOWN', message: `there is no question "${id}"; did you mean "${kind}:${near}"?` };
  return {
    code: 'ANSWER_UNKNOWN',
    message: `there is no question "${id}"`,
    hint: `There is no such ${what} in what was read.`,
  };
}

function several(text: string, tables: readonly string[]): string {
  return `"${text}" may mean ${tables.join(' or ')}: give the schema`;
}

function invalid(id: string, message: string, hint: string): Wrong {
  return { code: 'ANSWER_INVALID', message: `${id}: ${message}`, hint };
}

function overrules(message: string): Wrong {
  return { code: 'ANSWER_INVALID', message, hint: 'What tables declare is never overruled: leave this answer out.' };
}
