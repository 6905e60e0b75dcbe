import { nearestName } from '../../yaml/nearest-name.ts';
import { nameSome } from '../name-some.ts';
import type { NamedColumn } from './named-column.ts';
import type { ExpressionPlace, Reading, Relation, Scope } from './reading.ts';
import { columnNamed } from './named-column.ts';

/** A column as it is mentioned: tokens of its path, and what they say. */
interface NamePath {
  /** Index of each part. */
  readonly at: readonly number[];
  readonly parts: readonly string[];
}

/**
 * Finds what a path means, notes the true names of its parts, and says what is wrong with it. A path of a relation and its
 * column, or of a column alone; on DuckDB fields may follow.
 */
export function resolveName(reading: Reading, path: NamePath, { scope, aliases }: ExpressionPlace): void {
  const [first = '', second] = path.parts.map((part) => part.toLowerCase());
  if (second !== undefined) {
    const relation = find(scope, (each) => each.relations.find(({ alias }) => alias === first));
    if (relation) return noteQualified(reading, path, relation);
  }
  const column = find(scope, ({ relations }) => columnIn(relations, first));
  const isAlias = scope.aliases.has(first);
  if (column !== undefined && (second === undefined || reading.isDuckdb)) {
    note(reading, path, [column]);
    return;
  }
  if (isAlias && second === undefined) {
    if (aliases === 'allowed' || reading.isDuckdb) return note(reading, path, [first]);
    reading.faults.add(
      `"${first}" is an alias of the same select, which most warehouses do not know there: compute it in a CTE first`,
    );
    return;
  }
  reading.faults.add(second === undefined ? missingColumn(first, scope) : missingRelation(first, scope));
}

/** Notes the true names of the first parts of a path; what follows are fields, which are called as they are written. */
function note({ names }: Reading, { at, parts }: NamePath, known: readonly string[]): void {
  for (const [index, token] of at.entries()) names.set(token, known[index] ?? parts[index] ?? '');
}

function noteQualified(reading: Reading, path: NamePath, { alias, columns }: Relation): void {
  const wanted = path.parts[1] ?? '';
  const column = columnNamed(columns, wanted);
  if (column === undefined) {
    reading.faults.add(`column "${wanted}" does not exist in ${alias ?? ''}${meant(wanted, namesOf(columns))}`);
    return;
  }
  if (path.parts.length > 2 && !reading.isDuckdb) reading.faults.add(`"${path.parts.join('.')}" is no column`);
  note(reading, path, [alias ?? '', column.name]);
}

/** The nearest scope in which there is one. */
function find<T>(scope: Scope, look: (scope: Scope) => T | undefined): T | undefined {
  for (let at: Scope | null = scope; at !== null; at = at.outer) {
    const found = look(at);
    if (found !== undefined) return found;
  }
  return undefined;
}

function columnIn(relations: readonly Relation[], name: string): string | undefined {
  for (const { columns } of relations) {
    const column = columnNamed(columns, name);
    if (column !== undefined) return column.name;
  }
  return undefined;
}

function missingColumn(name: string, { relations }: Scope): string {
  const all = relations.flatMap(({ columns }) => namesOf(columns));
  const [only, ...others] = relations;
  const place = only?.alias != null && others.length === 0 ? ` in ${only.alias}` : '';
  return `column "${name}" does not exist${place}${meant(name, all)}`;
}

function missingRelation(name: string, { relations }: Scope): string {
  const aliases = relations.flatMap(({ alias }) => alias ?? []);
  return `"${name}" is none of what is selected from (${nameSome(aliases)})`;
}

function namesOf(columns: readonly NamedColumn[]): string[] {
  return columns.map(({ name }) => name);
}

/** The nearest name, as a question. */
export function meant(name: string, names: readonly string[]): string {
  const near = nearestName(name, names);
  if (near !== undefined) return `; did you mean "${near}"?`;
  return names.length > 0 && names.length <= FEW ? `; there are ${names.join(', ')}` : '';
}

/** So many names are told where none is near. */
const FEW = 12;
