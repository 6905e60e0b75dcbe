import { type TableRef, tableKey } from '../../catalog/catalog.ts';
import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import { columnsText, relationshipsOf } from './relationship-text.ts';
import { tableNames } from '../../catalog/table-names.ts';

/**
 * `cartridge infer --mermaid`: an entity-relationship diagram (https://mermaid.js.org/syntax/entityRelationshipDiagram.html).
 * A solid line is declared, a broken one inferred; doubtful ones are left out. Names that Mermaid could misread get an id
 * and a quoted label. Pure.
 */
export function mermaidDiagram(beliefs: Beliefs): string[] {
  const nameOf = tableNames(beliefs.tables);
  const ids = new Map(beliefs.tables.map((table, index) => [tableKey(table), entityId(nameOf(table), index)]));
  const relationships = beliefs.relationships.filter((one) => one.declared || one.verdict !== 'doubtful');
  const lines = relationships.flatMap((one) => relationshipLine(one, ids));
  const names = { edgesOf: relationshipsOf({ relationships }), ids, nameOf };
  return ['erDiagram', ...beliefs.tables.flatMap((table) => entityLines(table, names)), ...lines];
}

const PLAIN_NAME = /^[A-Za-z][A-Za-z0-9_]*$/;
/** Words of Mermaid's own grammar (erDiagram.jison), which knows no case; and the ids that are given here. */
const RESERVED =
  /^(?:erdiagram|title|direction|acctitle|accdescr|style|class|classdef|subgraph|end|one|many|zero|only|optionally|to|u|o|table_\d+)$/i;
/** What stands behind an attribute's name. */
const ATTRIBUTE_MARKS = /^(?:pk|fk|uk)$/i;

function entityId(name: string, index: number): string {
  const isPlain = PLAIN_NAME.test(name) && !RESERVED.test(name);
  return isPlain ? name : `table_${index + 1}`;
}

interface Names {
  readonly edgesOf: (table: TableBelief) => readonly Relationship[];
  /** Entity id by `tableKey`. */
  readonly ids: ReadonlyMap<string, string>;
  readonly nameOf: (table: TableRef) => string;
}

function entityLines(table: TableBelief, { edgesOf, ids, nameOf }: Names): string[] {
  const primary = new Set(table.primary_key?.columns);
  const foreign = new Set(edgesOf(table).flatMap((one) => one.columns));
  const keys = table.columns.filter(({ name }) => primary.has(name) || foreign.has(name));
  const rows = keys.map(({ name, kind }) => {
    const marks = [...(primary.has(name) ? ['PK'] : []), ...(foreign.has(name) ? ['FK'] : [])].join(', ');
    const isPlain = PLAIN_NAME.test(name) && !ATTRIBUTE_MARKS.test(name);
    return isPlain ? `    ${kind} ${name} ${marks}` : `    ${kind} ${attributeName(name)} ${marks} "${quoted(name)}"`;
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

function attributeName(name: string): string {
  return `column_${name.replace(/[^A-Za-z0-9_]+/g, '_').replace(/^_+/, '')}`;
}

/**
 * Mermaid has no escape inside quotes but its entity codes. A label may hold no quote, percent sign or backslash, a
 * pair of tildes is a generic type, and the words `direction LR` count wherever they stand; a newline would end the line.
 */
function quoted(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu, ' ')
    .replace(/["#%\\~<>]/g, (character) => `#${character.charCodeAt(0)};`)
    .replace(/(direction)\s+(?=TB|BT|RL|LR)/gi, '$1#32;');
}
