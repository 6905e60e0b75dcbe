import type { Column } from '../catalog/catalog.ts';
import type { Collision } from '../plan/plan.ts';
import { cleanName, freeName } from './clean-name.ts';
import { deletedHow, isLoaderColumn } from './loader-columns.ts';
import { isReservedName } from './reserved-names.ts';
import { booleanName } from './boolean-names.ts';
import { becomesBoolean, isCents } from './staging-certainty.ts';
import type { TableToStage } from './table-to-stage.ts';

const EVENT_TIME = /^(create|creation|update|modified|delete)d?_?(?:at|on|ts|time|timestamp|datetime)?$/;
const EVENTS: Record<string, string> = { create: 'created', creation: 'created', update: 'updated', delete: 'deleted' };

export interface ColumnNames {
  /** Raw name -> name in the staging model, for each of the given columns. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly collisions: readonly Collision[];
}

/**
 * Names the columns of a staging model: snake_case, the key as the project names keys, booleans `is_`, times `_at`, money without
 * `_cents` (dbt-facts.md 4.1). `references` has better names of foreign keys, by raw name. No two are equal without case, none becomes another raw column's name, none needs quotes.
 */
export function renameColumns(
  toStage: TableToStage,
  columns: readonly Column[],
  references: ReadonlyMap<string, string>,
): ColumnNames {
  const rawNames = new Map(toStage.table.columns.map((column) => [column.name.toLowerCase(), column.name]));
  const owners = new Map<string, string>();
  const renamed = new Map<string, string>();
  const collisions: Collision[] = [];
  for (const { name: raw } of columns) {
    const plain = plainName(raw, toStage);
    const wanted = references.get(raw) ?? meaningfulName(raw, plain, toStage);
    const holder = (name: string): string | undefined => owners.get(name) ?? otherColumn(rawNames.get(name), raw);
    const choice = holder(wanted) === undefined ? wanted : plain;
    const name = freeName(choice, (candidate) => holder(candidate) === undefined);
    const taken_by = holder(wanted);
    if (taken_by !== undefined) {
      const what = name === raw ? 'keeps its name' : `is named ${name}`;
      collisions.push({ kind: 'column_name', wanted, taken_by, resolution: `${toStage.table.name}.${raw} ${what}` });
    }
    owners.set(name, raw);
    renamed.set(raw, name);
  }
  return { renamed, collisions };
}

function otherColumn(holder: string | undefined, raw: string): string | undefined {
  return holder === raw ? undefined : holder;
}

/** The name in snake_case, and with the entity's before it where it could not stand alone. */
function plainName(raw: string, { entity }: TableToStage): string {
  if (isLoaderColumn(raw) && /^\w+$/.test(raw)) return raw.toLowerCase();
  const name = cleanName(raw);
  if (name === '') return `${entity.singular}_column`;
  if (!/^[0-9]/.test(name) && !isReservedName(name)) return name;
  const prefixed = `${entity.singular}_${name}`;
  return isReservedName(prefixed) ? `${prefixed}_value` : prefixed;
}

function meaningfulName(raw: string, plain: string, toStage: TableToStage): string {
  const { columnBeliefs, families } = toStage;
  const column = columnBeliefs.get(raw);
  const family = families.get(raw) ?? 'other';
  if (deletedHow(raw, family) !== null) return 'is_deleted';
  const bare = cleanName(raw);
  const generic = genericName(bare, raw, toStage);
  if (generic !== null) return generic;
  if (!column) return plain;
  if (becomesBoolean(toStage, column)) return booleanName(bare, plain);
  if (column.kind === 'timestamp' || family === 'timestamp') return eventTime(bare) ?? plain;
  if (isCents(column, family)) return bare.replace(/(?:_in)?_cents$/, '');
  return plain;
}

/**
 * `id`, `name` and `date` say nothing once tables are joined, so nearly every expert puts the entity before them; the day
 * that a history or a key counts by is `date_day`, as dbt's date spines call it. Null for names that can stand alone.
 */
function genericName(bare: string, raw: string, { belief, entity, keyName }: TableToStage): string | null {
  const key = belief.primary_key?.columns ?? [];
  const isKey = key.includes(raw);
  if (isKey && key.length === 1 && (bare === 'id' || bare === `${entity.singular}_id`)) {
    return keyName.includes('{entity}') ? keyName.replaceAll('{entity}', entity.singular) : bare;
  }
  if (bare === 'id' && isKey) return `${subjectOf(entity.singular)}_id`;
  if (bare === 'name') return `${subjectOf(entity.singular)}_name`;
  if (bare === 'date')
    return isKey || subjectOf(entity.singular) !== entity.singular ? 'date_day' : `${entity.singular}_date`;
  return null;
}

/** What the rows of a history tell of: `ad_history` and `ad_stats` of ads. */
function subjectOf(entity: string): string {
  return entity.replace(/^(.+)_(?:history|stats?|statistics?|snapshot|version)$/, '$1');
}

/** `created_on` and `scheduled` as `created_at` and `scheduled_at`; null for the name of no event. */
function eventTime(name: string): string | null {
  const event = EVENT_TIME.exec(name)?.[1];
  if (event !== undefined) return `${EVENTS[event] ?? event}_at`;
  return /^[a-z]+ed$/.test(name) ? `${name}_at` : null;
}
