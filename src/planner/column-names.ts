import type { Column } from '../catalog/catalog.ts';
import type { Collision } from '../plan/plan.ts';
import { cleanName, freeName } from './clean-name.ts';
import { isDeleteFlag, isLoaderColumn } from './loader-columns.ts';
import { isReservedName } from './reserved-names.ts';
import { becomesBoolean, isCents } from './staging-certainty.ts';
import type { TableToStage } from './table-to-stage.ts';

/** What `is_` may be put before: it says nothing else than the word alone. */
const STATES = new Set(
  `active approved archived available blocked canceled cancelled closed completed confirmed current default deleted
  disabled discontinued enabled featured hidden internal locked paid primary private public published refunded required
  shipped subscribed valid verified visible`.split(/\s+/),
);
const EVENT_TIME = /^(create|creation|update|modified|delete)d?_?(?:at|on|ts|time|timestamp|datetime)?$/;
const EVENTS: Record<string, string> = { create: 'created', creation: 'created', update: 'updated', delete: 'deleted' };

export interface ColumnNames {
  /** Raw name -> name in the staging model, for each of the given columns. */
  readonly renamed: ReadonlyMap<string, string>;
  readonly collisions: readonly Collision[];
}

/**
 * Names the columns of a staging model: snake_case, the key `<entity>_id`, booleans `is_`, times `_at`, money without
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
  const { belief, columnBeliefs, entity, families } = toStage;
  const column = columnBeliefs.get(raw);
  const family = families.get(raw) ?? 'other';
  if (isDeleteFlag(raw) && family === 'boolean') return 'is_deleted';
  if (/^_?id$/i.test(raw) && belief.primary_key?.columns.length === 1 && belief.primary_key.columns[0] === raw) {
    return `${entity.singular}_id`;
  }
  if (!column) return plain;
  const bare = cleanName(raw);
  if (becomesBoolean(toStage, column) && STATES.has(bare)) return `is_${bare}`;
  if (column.kind === 'timestamp' || family === 'timestamp') return eventTime(bare) ?? plain;
  if (isCents(column, family)) return bare.replace(/(?:_in)?_cents$/, '');
  return plain;
}

/** `created_on` as `created_at`; null for the name of no event. */
function eventTime(name: string): string | null {
  const event = EVENT_TIME.exec(name)?.[1];
  return event === undefined ? null : `${EVENTS[event] ?? event}_at`;
}
