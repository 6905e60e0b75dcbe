import { type TableRef, tableKey } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import { columnsText, relationshipsFrom } from './relationship-text.ts';
import { tableNames } from '../../catalog/table-names.ts';

/**
 * `cartridge infer --mermaid`: an entity-relationship diagram (https://mermaid.js.org/syntax/entityRelationshipDiagram.html).
 * A solid line is declared, a broken one inferred; doubtful ones are left out. Names that Mermaid could misread get an id
 * and a quoted label. Pure.
 */
export function mermaidDiagram(beliefs: Beliefs): string[] {
  const nameOf = tableNames(beliefs.tables);
  const ids = new Map(beliefs.tables.map((table, index) => [tableKey(table), entityId(nameOf(table), index)]));
  const lines = beliefs.relationships
    .filter((one) => one.declared || one.verdict !== 'doubtful')
    .flatMap((one) => relationshipLine(one, ids));
  return ['erDiagram', ...beliefs.tables.flatMap((table) => entityLines(table, { beliefs, ids, nameOf })), ...lines];
}

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
/** Words of Mermaid's own grammar. */
const RESERVED = /^(?:title|direction|acctitle|accdescr|style|class|classdef|one|many|zero|only|optionally|to|u|o)$/i;

function entityId(name: string, index: number): string {
  const isPlain = PLAIN_NAME.test(name) && !RESERVED.test(name);
  return isPlain ? name : `table_${index + 1}`;
}

interface Names {
  readonly beliefs: Beliefs;
  /** Entity id by `tableKey`. */
  readonly ids: ReadonlyMap<string, string>;
  readonly nameOf: (table: TableRef) => string;
}

function entityLines(table: TableBelief, { beliefs, ids, nameOf }: Names): string[] {
  const primary = new Set(table.primary_key?.columns);
  const foreign = new Set(relationshipsFrom(table, beliefs).flatMap((one) => one.columns));
  const keys = table.columns.filter(({ name }) => primary.has(name) || foreign.has(name));
  const rows = keys.map(({ name, kind }) => {
    const marks = [...(primary.has(name) ? ['PK'] : []), ...(foreign.has(name) ? ['FK'] : [])].join(', ');
    return PLAIN_NAME.test(name)
      ? `    ${kind} ${name} ${marks}`
      : `    ${kind} ${name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^[^A-Za-z]*/, 'column_')} ${marks} "${quoted(name)}"`;
  });
  return [`  ${ids.get(tableKey(table)) ?? ''}["${quoted(nameOf(table))} (${table.role})"] {`, ...rows, '  }'];
}

function relationshipLine(one: Relationship, ids: ReadonlyMap<string, string>): string[] {
  const child = ids.get(tableKey({ schema: one.schema, name: one.table }));
  const parent = ids.get(tableKey({ schema: one.ref_schema, name: one.ref_table }));
  if (child === undefined || parent === undefined) return [];
  const left = one.cardinality === 'one_to_one' ? '|o' : '}o';
  return [`  ${child} ${left}${one.declared ? '--' : '..'}|| ${parent} : "${quoted(columnsText(one.columns))}"`];
}

/** Mermaid has no escape for a quote inside quotes but its entity code; a newline would end the line. */
function quoted(text: string): string {
  return text.replace(/\p{Cc}+/gu, ' ').replaceAll('"', '#quot;');
}
