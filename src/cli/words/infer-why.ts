import { tableLabel } from '../../catalog/catalog.ts';
import { CartridgeError } from '../../errors.ts';
import type { Beliefs, Relationship, TableBelief } from '../../inference/beliefs.ts';
import { questionId } from '../../inference/questions/question.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { Look } from '../screen.ts';
import { probability } from './count.ts';
import { indented } from './layout.ts';
import { questionLines } from './question-lines.ts';
import { certainty, columnsText, parentLabel, relationshipsFrom } from './relationship-text.ts';
import { tableNames } from '../../catalog/table-names.ts';

/**
 * `cartridge infer --why orders.store_code`: all that is believed of a column and the evidence for it. Pure.
 * @throws CartridgeError USAGE where there is no such column, with the nearest one.
 */
export function inferWhy(beliefs: Beliefs, wanted: string, look: Look): string[] {
  const { table, column } = findColumn(beliefs, wanted);
  const nameOf = tableNames(beliefs.tables);
  const belief = table.columns.find(({ name }) => name === column);
  const outgoing = relationshipsFrom(table, beliefs).filter((one) => one.columns.includes(column));
  const incoming = beliefs.relationships.filter(
    (one) => one.ref_table === table.name && one.ref_schema === table.schema && one.ref_columns.includes(column),
  );
  const unit = belief?.unit === undefined ? '' : `, in ${belief.unit}`;
  const personal = belief?.pii === undefined ? '' : `, personal (${belief.pii})`;
  return [
    look.colour.bold(`${nameOf(table)}.${column}`),
    ...indented(`kind: ${belief?.kind ?? 'other'}${unit}${personal}`, 2, look.width),
    ...keyLines(table, column),
    ...outgoing.flatMap((one) => relationshipLines(one, look)),
    ...incoming.flatMap((one) =>
      indented(
        `is pointed to by ${nameOf({ schema: one.schema, name: one.table })} (${columnsText(one.columns)}, ${certainty(one)})`,
        2,
        look.width,
      ),
    ),
    ...(outgoing.length + incoming.length === 0 ? ['  points to no table that was found'] : []),
    ...askedOf(beliefs, questionId('relationship', nameOf(table), [column]), look),
  ];
}

function askedOf({ questions }: Beliefs, id: string, look: Look): string[] {
  const asked = questions.filter((question) => question.id === id);
  return asked.length === 0 ? [] : ['  is asked of you:', ...questionLines(asked, look)];
}

function keyLines({ primary_key }: TableBelief, column: string): string[] {
  if (primary_key === null || !primary_key.columns.includes(column)) return [];
  const what = primary_key.columns.length === 1 ? 'the key' : `part of the key ${columnsText(primary_key.columns)}`;
  return [`  ${what}: ${primary_key.declared ? 'declared' : `inferred ${probability(primary_key.probability)}`}`];
}

function relationshipLines(one: Relationship, look: Look): string[] {
  const parent = `${parentLabel(one)} (${columnsText(one.ref_columns)})`;
  const many = one.cardinality === 'many_to_one' ? 'many rows to one' : 'one row to one';
  return [
    ...indented(`points to ${parent}: ${certainty(one)}, ${many}`, 2, look.width),
    ...one.evidence.flatMap((text) => indented(text, 6, look.width)),
  ];
}

function findColumn(beliefs: Beliefs, wanted: string): { table: TableBelief; column: string } {
  const all = beliefs.tables.flatMap((table) =>
    table.columns.flatMap(({ name: column }) => {
      const names = [`${table.name}.${column}`, `${tableLabel(table)}.${column}`];
      return names.map((name) => ({ name, table, column }));
    }),
  );
  const found =
    all.find(({ name }) => name === wanted) ?? all.find(({ name }) => name.toLowerCase() === wanted.toLowerCase());
  if (found) return found;
  const nearest = nearestName(
    wanted,
    all.map(({ name }) => name),
  );
  throw new CartridgeError({
    code: 'USAGE',
    message: `there is no column "${wanted}"`,
    hint: nearest === undefined ? 'Give it as table.column.' : `Did you mean ${nearest}?`,
  });
}
