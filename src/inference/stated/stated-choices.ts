import type { Catalog, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import { indexStated } from '../../catalog/stated-keys.ts';
import { tableNames } from '../../catalog/table-names.ts';
import type { StatedReference, StatedTable } from '../../context/stated-facts.ts';
import type { Answers, GivenAnswer, RelationshipAnswer } from '../questions/answers.ts';
import { REFERENCE_WORD, ROLE_WORD } from '../questions/read-choice.ts';
import { resolveAnswers } from '../questions/resolve-answers.ts';

/**
 * The answers to go by: those given now, and those given before that the project keeps in `meta`, where nobody
 * answered anew. What was kept and fits the tables no longer is passed over. `given` is resolved already. Pure.
 */
export function allAnswers(given: Answers, stated: readonly StatedTable[], catalog: Catalog): Answers {
  const isFresh = Object.keys(given.choices).length > 0;
  const kept = keptAnswers(stated, catalog).filter((answer) => !isFresh || !isAnswered(answer, given, catalog));
  if (kept.length === 0) return given;
  const { choices } = resolveAnswers(kept, catalog).answers;
  const all = Object.entries({ ...choices, ...given.choices }).map(([id, choice]) => ({ id, choice }));
  return resolveAnswers(all, catalog).answers;
}

/** An answer for every table counts for each. */
function isAnswered(kept: GivenAnswer, given: Answers, catalog: Catalog): boolean {
  const { relationships, roles } = resolveAnswers([kept], catalog).answers;
  return (
    [...relationships.keys()].some((key) => given.relationships.has(key)) ||
    [...roles.keys()].some((key) => given.roles.has(key))
  );
}

function keptAnswers(stated: readonly StatedTable[], { tables }: Catalog): GivenAnswer[] {
  if (stated.every(({ meta }) => Object.keys(meta).length === 0)) return [];
  const nameOf = tableNames(tables);
  const statedOf = indexStated(stated);
  return tables.flatMap((table) =>
    Object.entries(statedOf(table)?.meta ?? {}).flatMap(([word, choice]) => {
      if (word === ROLE_WORD) return [{ id: `role:${nameOf(table)}`, choice }];
      if (!word.startsWith(REFERENCE_WORD)) return [];
      return [{ id: `relationship:${nameOf(table)}.${word.slice(REFERENCE_WORD.length)}`, choice }];
    }),
  );
}

/** What the project states, put right by answers: an answered key is its key, an answered reference its only one. Pure. */
export function statedAsAnswered(stated: readonly StatedTable[], answers: Answers, catalog: Catalog): StatedTable[] {
  if (Object.keys(answers.choices).length === 0) return [...stated];
  const statedOf = indexStated(stated);
  const tableOf = new Map(catalog.tables.map((table) => [statedOf(table), table]));
  const byChild = new Map<string, RelationshipAnswer[]>();
  for (const answer of answers.relationships.values()) {
    const key = tableKey(answer.child);
    byChild.set(key, [...(byChild.get(key) ?? []), answer]);
  }
  return stated.map((each) => {
    const table = tableOf.get(each);
    return table ? withAnswersOf(each, table, { answers, references: byChild.get(tableKey(table)) ?? [] }) : each;
  });
}

function withAnswersOf(
  stated: StatedTable,
  table: TableRef,
  { answers, references }: { answers: Answers; references: readonly RelationshipAnswer[] },
): StatedTable {
  const columns = answers.keys.get(tableKey(table));
  const settled = new Set(references.flatMap((each) => (each.columns.length === 1 ? each.columns : [])));
  return {
    ...stated,
    key: columns === undefined ? stated.key : answeredKey(stated, columns),
    references: [
      ...stated.references.filter(({ column }) => !settled.has(column)),
      ...references.flatMap((answer) => answeredReference(stated, answer)),
    ],
  };
}

/** A test that is there keeps to its severity, unless it warned because of doubt. */
function answeredReference({ references }: StatedTable, { columns, to }: RelationshipAnswer): StatedReference[] {
  const [column, ...others] = columns;
  const [refColumn] = to?.columns ?? [];
  if (!to || column === undefined || refColumn === undefined || others.length > 0) return [];
  const before = references.find(
    (each) => each.column === column && each.ref_table === to.parent.name && each.ref_column === refColumn,
  );
  return [
    {
      column,
      ...(to.parent.schema === undefined ? {} : { ref_schema: to.parent.schema }),
      ref_table: to.parent.name,
      ref_column: refColumn,
      isSure: before === undefined || before.isSure || before.isProbable,
      isProbable: false,
      ...(before === undefined || before.isProbable ? { isFresh: true } : {}),
    },
  ];
}

function answeredKey({ key }: StatedTable, columns: readonly string[]): StatedTable['key'] {
  if (columns.length === 0) return null;
  const isSame = key !== null && key.columns.toSorted().join('\0') === columns.toSorted().join('\0');
  return { columns: isSame ? key.columns : columns, isSure: true };
}
