import type { Column } from '../catalog/catalog.ts';
import type { ColumnBelief, Relationship } from '../inference/beliefs.ts';
import type { ModelSpec, StagingColumn, TestSpec } from '../plan/specs.ts';
import type { TypeFamily } from '../sql/types.ts';
import type { TableToStage } from './table-to-stage.ts';

/** An inferred key below this is only probable, so its tests warn. */
const SURE = 0.9;
const LONGEST_VALUE = 60;

/** Where a relationship leads. */
export interface Parent {
  /** Plural of its entity. */
  readonly plural: string;
  /** Its staging model, and the name there of the column referred to; null where that is left out. */
  readonly model: string;
  readonly field: string | null;
  readonly family: TypeFamily;
}

/** Finds the parent of a relationship; null where it is not in the catalog. */
export type ParentOf = (relationship: Relationship) => Parent | null;

/** `severity: warn`, or nothing. */
type Severity = { severity?: 'warn' };

/** The data tests of one staging column: key, relationships, values. A test of what is only believed warns. */
export function columnTests(toStage: TableToStage, column: StagingColumn, parentOf: ParentOf): TestSpec[] {
  const raw = toStage.table.columns.find((each) => each.name === column.from);
  const belief = toStage.columnBeliefs.get(column.from);
  if (!raw) return [];
  return [
    ...keyTests(toStage, raw),
    ...relationshipTests(toStage, raw, parentOf),
    ...(belief && column.how.kind === 'keep'
      ? valueTests(withSaidValues(belief, toStage), toStage.families.get(raw.name))
      : []),
  ];
}

/** The combination that a composite key makes unique, in names of the staging model. */
export function uniqueCombination(
  { belief }: TableToStage,
  renamed: ReadonlyMap<string, string>,
): ModelSpec['unique_combination'] {
  const columns = belief.primary_key?.columns ?? [];
  const names = columns.map((column) => renamed.get(column)).filter((name) => name !== undefined);
  if (columns.length < 2 || names.length < columns.length) return undefined;
  return { columns: names, ...keySeverity(belief.primary_key) };
}

function keyTests({ table, belief, relationships }: TableToStage, { name, nullable }: Column): TestSpec[] {
  const key = belief.primary_key;
  if (key?.columns.length === 1 && key.columns[0] === name) {
    return [
      { test: 'unique', ...keySeverity(key) },
      { test: 'not_null', ...keySeverity(key) },
    ];
  }
  const isDeclaredMember = key?.declared === true && key.columns.includes(name);
  const isReference = relationships.some((each) => each.verdict !== 'doubtful' && each.columns.includes(name));
  const isUnique = table.unique_keys?.some((columns) => columns.length === 1 && columns[0] === name) === true;
  return [
    ...(isUnique ? [{ test: 'unique' } as const] : []),
    ...(isDeclaredMember || (isReference && nullable === false) ? [{ test: 'not_null' } as const] : []),
  ];
}

/** One test for each parent; a composite reference cannot be tested by one column and is left to the description. */
function relationshipTests(
  { relationships, families }: TableToStage,
  { name }: Column,
  parentOf: ParentOf,
): TestSpec[] {
  const tests = new Map<string, TestSpec>();
  for (const relationship of relationships) {
    if (relationship.columns.length !== 1 || relationship.columns[0] !== name) continue;
    const parent = relationship.verdict === 'doubtful' ? null : parentOf(relationship);
    if (!parent || parent.field === null || !comparable(families.get(name) ?? 'other', parent.family)) continue;
    const isSure = relationship.verdict === 'sure' && (relationship.orphans ?? 0) === 0;
    tests.set(`${parent.model}.${parent.field}`, {
      test: 'relationships',
      to: parent.model,
      field: parent.field,
      ...(isSure ? {} : { severity: 'warn' as const }),
    });
  }
  return [...tests.values()];
}

/** Of the values seen, those that a delta takes for good; all where it names one that was not seen. */
function withSaidValues(belief: ColumnBelief, { deltas }: TableToStage): ColumnBelief {
  const said = deltas.columns.get(belief.name)?.values;
  return said?.every((value) => belief.values?.includes(value)) ? { ...belief, values: [...said] } : belief;
}

/** What may stand in SQL and YAML as it is: numbers and booleans, and nothing else that a catalog calls a value. */
const WITHOUT_QUOTES = /^(?:-?\d{1,38}|true|false)$/i;

/** The values seen; it warns, since tomorrow's new value is news and no fault. */
function valueTests(belief: ColumnBelief, family: TypeFamily | undefined): TestSpec[] {
  const { kind, values, pii } = belief;
  if (kind !== 'enum' || pii !== undefined || !values?.length || !values.every(isTestable)) return [];
  if (family !== 'text' && family !== 'integer' && family !== 'boolean') return [];
  if (family !== 'text' && !values.every((value) => WITHOUT_QUOTES.test(value))) return [];
  return [
    {
      test: 'accepted_values',
      values: [...values].sort(),
      ...(family === 'text' ? {} : { quote: false as const }),
      severity: 'warn',
    },
  ];
}

/** dbt puts values into SQL as they are: no Jinja, no escapes that a warehouse reads in its own way. */
function isTestable(value: string): boolean {
  return value.length <= LONGEST_VALUE && !/\{[{%#]|[\p{Cc}\p{Cs}\\]/u.test(value);
}

/** Whether every database compares the two without a cast that may fail on a row. */
export function comparable(child: TypeFamily, parent: TypeFamily): boolean {
  const numeric = new Set<TypeFamily>(['integer', 'decimal', 'float']);
  return child === parent || (numeric.has(child) && numeric.has(parent));
}

function keySeverity(key: TableToStage['belief']['primary_key']): Severity {
  return key && !isSureKey(key) ? { severity: 'warn' } : {};
}

/** Whether a key is declared or as good as that, so that a failing test of it is an error. */
export function isSureKey({ declared, probability }: NonNullable<TableToStage['belief']['primary_key']>): boolean {
  return declared || probability >= SURE;
}
