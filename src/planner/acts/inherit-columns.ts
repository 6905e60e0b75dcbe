import type { ExistingModel } from '../../context/context.ts';
import type { TestSpec } from '../../plan/specs.ts';
import type { ModelOrigins, OriginColumn, Parent } from '../../sql/select/read-origins.ts';
import { readOrigins } from '../../sql/select/read-origins.ts';
import { comparedName } from '../existing/compared-name.ts';
import { plainName } from '../existing/read-staging.ts';
import type { ActsContext } from './acts-context.ts';
import type { KnownColumn, KnownModel, KnowNodes, Wording } from './known-model.ts';

/** Columns of a key that somebody groups by; who groups by more leaves doubles out, and has no key in mind. */
const MOST_OF_A_KEY = 4;

/**
 * What a model has from its parents, by its SQL: a column that is handed on keeps its words and, as far as its rows allow, its tests.
 * What is unique stays so where each row of the parent comes out at most once; where others are joined to it, that is probable and
 * its test warns. Null where the SQL cannot be read. Pure.
 */
export function inheritColumns(
  model: ExistingModel,
  { context, nodes }: { readonly context: ActsContext; readonly nodes: KnowNodes },
): KnownModel | null {
  const sql = context.acts.texts.get(model.path) ?? '';
  const origins = readOrigins(sql, context.input.adapter);
  if ('reason' in origins) return null;
  const parentOf = ({ resource, name }: Parent): KnownModel | null => nodes[resource](name);
  const columns = columnsOf(origins, parentOf);
  return {
    description: null,
    columns: columns.map((column) =>
      known(column, { origins, model, parent: column.from && parentOf(column.from.parent) }),
    ),
    unique_combination: combination(columns, { origins, model }, parentOf),
  };
}

/** The columns that come out, each once, those too of which all are taken. */
function columnsOf({ columns, stars }: ModelOrigins, parentOf: (parent: Parent) => KnownModel | null): OriginColumn[] {
  const starred = stars.flatMap(({ parent, except, keepsFilled }) => {
    const left = new Set(except.map(comparedName));
    const all = parentOf(parent)?.columns ?? [];
    return all
      .filter(({ name }) => !left.has(comparedName(name)))
      .map(({ name }): OriginColumn => ({ as: name, from: { parent, column: name }, keepsFilled }));
  });
  const seen = new Set<string>();
  return [...starred, ...columns].filter(({ as }) => !seen.has(comparedName(as)) && seen.add(comparedName(as)));
}

interface Place {
  readonly origins: ModelOrigins;
  readonly model: ExistingModel;
  readonly parent: KnownModel | null;
}

function known({ as, from, keepsFilled }: OriginColumn, { origins, model, parent }: Place): KnownColumn {
  const column = parent?.columns.find(({ name }) => comparedName(name) === comparedName(from?.column ?? ''));
  const isOfRows = from !== null && isSame(from.parent, origins.rowsOf) && keepsFilled;
  const inherited = (column?.tests ?? []).flatMap((test): TestSpec[] => {
    if (test.test === 'unique') return isOfRows ? [{ ...test, ...uniqueSeverity({ origins, model }) }] : [];
    if (test.test === 'not_null') return keepsFilled ? [test] : [];
    return test.test === 'relationships' && test.to === model.name ? [] : [test];
  });
  const [key, ...others] = origins.groupedBy ?? [];
  const isKey = key !== undefined && others.length === 0 && comparedName(key) === comparedName(as);
  return {
    name: plainName(as),
    ...(column?.data_type === undefined ? {} : { data_type: column.data_type }),
    description: column?.description ? inheritedWords(column.description, isOfRows || isKey) : null,
    tests: isKey ? [{ test: 'unique', ...uniqueSeverity({ origins, model }) }, ...inherited] : inherited,
  };
}

/** The key of a table, in a model of other rows, points to that table. */
function inheritedWords(words: Wording, isOfRows: boolean): Wording {
  if (isOfRows || 'block' in words) return words;
  return { text: words.text.replace(/^Primary key of /, 'Foreign key to ') };
}

/** What is joined may repeat rows, and so may a run that adds to those of the last. */
function uniqueSeverity({ origins, model }: Omit<Place, 'parent'>): { severity?: 'warn' } {
  return origins.isJoined || model.materialized === 'incremental' ? { severity: 'warn' } : {};
}

function combination(
  columns: readonly OriginColumn[],
  place: Omit<Place, 'parent'>,
  parentOf: (parent: Parent) => KnownModel | null,
): KnownModel['unique_combination'] {
  const { groupedBy, rowsOf } = place.origins;
  if (groupedBy && groupedBy.length > 1) {
    if (groupedBy.length > MOST_OF_A_KEY) return null;
    return { columns: groupedBy.map(plainName), ...uniqueSeverity(place) };
  }
  const given = rowsOf && parentOf(rowsOf)?.unique_combination;
  if (!given) return null;
  const names = given.columns.flatMap((name) => {
    const kept = columns.find(
      ({ from }) => isSame(from?.parent ?? null, rowsOf) && comparedName(from?.column ?? '') === comparedName(name),
    );
    return kept ? [plainName(kept.as)] : [];
  });
  if (names.length < given.columns.length) return null;
  return { columns: names, ...(given.severity ? { severity: given.severity } : {}), ...uniqueSeverity(place) };
}

function isSame(one: Parent | null, other: Parent | null): boolean {
  return one !== null && one.resource === other?.resource && one.name === other.name;
}
