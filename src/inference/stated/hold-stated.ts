import type { Catalog, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import { indexStated } from '../../catalog/stated-keys.ts';
import type { StatedColumn, StatedReference, StatedTable } from '../../context/stated-facts.ts';
import { typeFamily } from '../../sql/types.ts';
import type { Beliefs, ColumnBelief, Relationship, TableBelief } from '../beliefs.ts';

/** Probabilities on either side of the border between an error and a warning (0.9). */
const SURE = 0.95;
const LIKELY = 0.75;

/**
 * Beliefs that were inferred with the stated keys (`withStatedKeys`), as the project states them: a key or reference is
 * as sure as its test, one that the tables do not declare is not called declared, values are those tested, and
 * between tables that the project covers live data adds nothing. `catalog` is the one without stated keys. Pure.
 */
export function holdStated(beliefs: Beliefs, stated: readonly StatedTable[], catalog: Catalog): Beliefs {
  if (stated.length === 0) return beliefs;
  const statedOf = indexStated(stated);
  const declared = declaredKeys(catalog);
  const isTestable = testableReferences(catalog);
  return {
    ...beliefs,
    tables: beliefs.tables.map((table) => holdTable(table, statedOf(table), declared)),
    relationships: beliefs.relationships.flatMap((relationship) => {
      const { schema, table, ref_schema, ref_table } = relationship;
      const child = statedOf({ schema, name: table });
      const parent = statedOf({ schema: ref_schema, name: ref_table });
      if (!child || !parent) return [relationship];
      if (!isTestable(relationship)) return [holdUntested(relationship, child)];
      return holdRelationship(relationship, child, declared);
    }),
  };
}

function holdTable(belief: TableBelief, stated: StatedTable | undefined, declared: ReadonlySet<string>): TableBelief {
  if (!stated) return belief;
  const columns = new Map(stated.columns.map((column) => [column.name, column]));
  const isDeclared = declared.has(keyOf(belief, belief.primary_key?.columns ?? []));
  return {
    ...belief,
    primary_key: isDeclared ? belief.primary_key : statedKey(stated),
    columns: belief.columns.map((column) => holdColumn(column, columns.get(column.name))),
  };
}

function statedKey({ key }: StatedTable): TableBelief['primary_key'] {
  return key && { columns: [...key.columns], probability: key.isSure ? SURE : LIKELY, declared: false };
}

/** Units and values come from rows, so those of the project hold. */
function holdColumn(belief: ColumnBelief, stated: StatedColumn | undefined): ColumnBelief {
  if (!stated) return belief;
  const { values: _seen, unit, ...column } = belief;
  switch (stated.conversion) {
    case 'boolean':
      return { ...column, kind: 'boolean', values: ['0', '1'] };
    case 'date':
    case 'timestamp':
      return { ...column, kind: stated.conversion, unit: 'iso' };
    case 'epoch_s':
    case 'epoch_ms':
    case 'epoch_us':
      return { ...column, kind: 'timestamp', unit: EPOCH_UNITS[stated.conversion] };
    case 'keep':
      if (stated.values) return { ...column, kind: 'enum', values: [...stated.values] };
      if (unit === 'cents' || unit === 'micros') return { ...column, unit };
      // Rows that came later look like moments; the project was planned without them.
      return unit === undefined ? column : { ...column, kind: unit === 'iso' ? 'text' : 'non_additive' };
  }
}

const EPOCH_UNITS = { epoch_s: 's', epoch_ms: 'ms', epoch_us: 'us' } as const;

/** A reference that could be tested and is not was not believed, unless the tables declare it since. */
function holdRelationship(
  relationship: Relationship,
  child: StatedTable,
  declared: ReadonlySet<string>,
): Relationship[] {
  const isDeclared = declared.has(referenceKey(relationship));
  const stated = child.references.find((each) => isSame(each, relationship));
  if (!stated) return isDeclared ? [relationship] : [];
  const { orphans, ...rest } = relationship;
  const held = isDeclared ? rest : { ...rest, evidence: rest.evidence.map(asStated) };
  if (!isDeclared && stated.isProbable) return [{ ...held, verdict: 'likely', probability: LIKELY, declared: false }];
  const sure = { ...held, verdict: 'sure', probability: isDeclared ? 1 : SURE, declared: isDeclared } as const;
  if (stated.isFresh === true) return [orphans === undefined ? sure : { ...sure, orphans }];
  // A test that warns under a description that is sure: some child had no parent.
  return [stated.isSure ? sure : { ...sure, orphans: Math.max(1, orphans ?? 0) }];
}

/** Of several columns no test speaks, only the descriptions: what they call probable stays so. */
function holdUntested(relationship: Relationship, { columns }: StatedTable): Relationship {
  const isProbable = columns.some(
    ({ name, partOfReference }) => partOfReference === 'probable' && relationship.columns.includes(name),
  );
  if (!isProbable || relationship.declared || relationship.verdict !== 'sure') return relationship;
  const { orphans: _rows, ...held } = relationship;
  return { ...held, verdict: 'likely', probability: LIKELY };
}

/** `withStatedKeys` makes a reference of the project look declared. */
function asStated(evidence: string): string {
  return evidence === 'declared' ? 'the project says so' : evidence;
}

/** References of one column between types that every database compares: those that get a test (staging-tests.ts). */
function testableReferences(catalog: Catalog): (relationship: Relationship) => boolean {
  const types = new Map(
    catalog.tables.map((table) => [tableKey(table), new Map(table.columns.map(({ name, type }) => [name, type]))]),
  );
  const familyOf = (table: TableRef, column: string | undefined): string => {
    const family = typeFamily(types.get(tableKey(table))?.get(column ?? '') ?? '', catalog.dialect);
    return ['integer', 'decimal', 'float'].includes(family) ? 'number' : family;
  };
  return ({ schema, table, columns, ref_schema, ref_table, ref_columns }) =>
    columns.length === 1 &&
    familyOf({ schema, name: table }, columns[0]) === familyOf({ schema: ref_schema, name: ref_table }, ref_columns[0]);
}

function isSame(stated: StatedReference, { columns, ref_table, ref_columns }: Relationship): boolean {
  return stated.column === columns[0] && stated.ref_table === ref_table && stated.ref_column === ref_columns[0];
}

/** Primary keys, and references, that the tables declare themselves. */
function declaredKeys({ tables }: Catalog): Set<string> {
  return new Set(
    tables.flatMap((table) => [
      ...(table.primary_key?.length ? [keyOf(table, table.primary_key)] : []),
      ...(table.foreign_keys ?? []).map((key) =>
        referenceKey({ schema: table.schema, table: table.name, columns: key.columns, ref_table: key.ref_table }),
      ),
    ]),
  );
}

function keyOf(table: TableRef, columns: readonly string[]): string {
  return JSON.stringify([tableKey(table), columns]);
}

function referenceKey({
  schema,
  table,
  columns,
  ref_table,
}: Pick<Relationship, 'schema' | 'table' | 'columns' | 'ref_table'>): string {
  return JSON.stringify([tableKey({ schema, name: table }), columns, ref_table]);
}
