import type { Table } from '../catalog/catalog.ts';
import type { ColumnBelief, Relationship, TableBelief } from '../inference/beliefs.ts';
import type { TypeFamily } from '../sql/types.ts';
import { typeFamily } from '../sql/types.ts';
import type { BeliefIndex } from './belief-index.ts';
import { cleanName, freeName } from './clean-name.ts';
import type { DraftInput, NameRegistry } from './draft.ts';
import type { EntityName } from './entity-names.ts';
import { entityNames } from './entity-names.ts';
import { commonPrefix } from './marts/staged-column.ts';
import type { SourceTables } from './source-names.ts';

/** A raw table with its names in the project and all that is believed of it, before its staging model is drafted. */
export interface TableToStage {
  readonly table: Table;
  readonly belief: TableBelief;
  /** Relationships in which it is the child. */
  readonly relationships: readonly Relationship[];
  /** Its columns that children refer to, by raw name. */
  readonly referred: ReadonlySet<string>;
  readonly source: string;
  /** Name in the source; differs from the raw name where that is no plain name. */
  readonly sourceTable: string;
  readonly entity: EntityName;
  readonly model: string;
  /** `c_` where every column's clean name begins with it, as in schemas that number tables by letters; else empty. */
  readonly columnPrefix: string;
  /** What is believed of each column, by raw name. */
  readonly columnBeliefs: ReadonlyMap<string, ColumnBelief>;
  /** Kind of values of each column, by raw name. */
  readonly families: ReadonlyMap<string, TypeFamily>;
}

/** The tables of a source, each with its entity and the name of its staging model. */
export function tablesToStage(
  { name: source, tables }: SourceTables,
  { input, beliefs, names }: { input: DraftInput; beliefs: BeliefIndex; names: NameRegistry },
): TableToStage[] {
  const given = input.tableNames.get(source) ?? new Map<string, string>();
  const entities = entityNames(tables, { source, given });
  const sourceTables = sourceTableNames(tables, given);
  const familyOf = createFamilyOf(input.catalog.dialect);
  return tables.map((table) => {
    const entity = entities.get(table.name) ?? { singular: 'table', plural: 'tables' };
    const pattern = input.style.naming.staging;
    const wanted = pattern.replaceAll('{source}', source).replaceAll('{entity}', entity.plural);
    const belief = beliefs.tableOf(table);
    return {
      table,
      belief,
      columnPrefix: commonPrefix(table.columns.map((column) => cleanName(column.name))),
      columnBeliefs: new Map(belief.columns.map((column) => [column.name, column])),
      relationships: beliefs.parentsOf(table),
      referred: beliefs.referredOf(table),
      source,
      sourceTable: sourceTables.get(table.name) ?? table.name,
      entity,
      model: names.claim(wanted, `${source}.${table.name}`),
      families: new Map(table.columns.map(({ name, type }) => [name, familyOf(type)])),
    };
  });
}

/** Reads each type once: a catalog has many columns and few types. */
function createFamilyOf(dialect: string): (type: string) => TypeFamily {
  const known = new Map<string, TypeFamily>();
  return (type) => {
    const family = known.get(type) ?? typeFamily(type, dialect);
    known.set(type, family);
    return family;
  };
}

/** Raw names where dbt and Jinja take them as they are, otherwise cleaned; `given` ones first. */
function sourceTableNames(tables: readonly Table[], given: ReadonlyMap<string, string>): Map<string, string> {
  const wanted = tables.map((table) => [table.name, given.get(table.name) ?? table.name] as const);
  const isPlain = (name: string): boolean => /^[A-Za-z_][A-Za-z0-9_]*$/.test(name);
  const result = new Map(wanted.filter(([, name]) => isPlain(name)));
  const taken = new Set([...result.values()].map((name) => name.toLowerCase()));
  for (const [index, [raw, name]] of wanted.entries()) {
    if (isPlain(name)) continue;
    const cleaned = cleanName(name);
    const startable = cleaned === '' ? `table_${index + 1}` : /^[0-9]/.test(cleaned) ? `table_${cleaned}` : cleaned;
    const free = freeName(startable, (candidate) => !taken.has(candidate));
    taken.add(free);
    result.set(raw, free);
  }
  return result;
}
