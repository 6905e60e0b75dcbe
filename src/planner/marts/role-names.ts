import { needsQuotes } from '../../sql/identifiers.ts';
import type { MartTable } from './mart-table.ts';

/** Two staged tables and the columns that connect them. */
interface Connection {
  readonly columns: readonly string[];
  readonly parentColumns: readonly string[];
  readonly child: MartTable;
  readonly parent: MartTable;
}

/**
 * What a parent is to its child, by the name of the foreign key: `billing_address_id` to addresses is `billing_address`,
 * `support_rep_id` to employees is `support_rep`, and a key that bears the parent's own name is the parent.
 */
export function roleOf({ columns, parentColumns, child, parent }: Connection): string {
  const [column] = columns;
  if (column === undefined || columns.length > 1) return parent.singular;
  const name = withoutPrefix(column, child.prefix);
  const [parentColumn = ''] = parentColumns;
  const key = withoutPrefix(parentColumn, parent.prefix);
  const isNamedAlike = [key, parentColumn].some((one) => one === name || one === column);
  if (isNamedAlike && child !== parent) return parent.singular;
  if (key.includes('_') && name.endsWith(`_${key}`)) return `${name.slice(0, -key.length)}${parent.singular}`;
  const isGlued = key.startsWith(parent.singular) && key !== parent.singular && !name.includes('_');
  const role =
    isGlued && name.endsWith(key) ? `${name.slice(0, -key.length)}${parent.singular}` : name.replace(KEY_SUFFIX, '');
  if (role === '' || role === 'id' || role === parent.plural) return parent.singular;
  if (!needsQuotes(role)) return role;
  return parent.singular.endsWith(`_${role}`) ? parent.singular : `${role}_${parent.singular}`;
}

const KEY_SUFFIX = /_(id|key|code|no|num|number|nbr|uuid|guid|sk|fk|pk|ref|cd|ident)$/;

/**
 * Name that a parent's column gets in the mart of a child: `name` of a country in the role of `billing_country` is
 * `billing_country_name`, and so is `country_name`.
 */
export function attributeName(role: string, column: string, parent: MartTable): string {
  const own = withoutPrefix(column, parent.prefix);
  const name = role === parent.singular && own.startsWith(role) ? own : `${role}${afterEntity(own, parent.singular)}`;
  return needsQuotes(name) ? `${name}_value` : name;
}

function afterEntity(name: string, entity: string): string {
  if (name === entity) return '';
  return name.startsWith(`${entity}_`) ? name.slice(entity.length) : `_${name}`;
}

/** Role of a parent's parent: under `billing_address`, the country is the `billing_country`. */
export function nestedRole(outer: { readonly role: string; readonly parent: MartTable }, inner: string): string {
  const entity = outer.parent.singular;
  if (outer.role === entity) return inner;
  const qualifier = outer.role.endsWith(`_${entity}`) ? outer.role.slice(0, -entity.length - 1) : outer.role;
  return `${qualifier}_${inner}`;
}

export function withoutPrefix(name: string, prefix: string): string {
  return prefix !== '' && name.startsWith(prefix) ? name.slice(prefix.length) : name;
}

/** A name in words: `order_item` is `order item`. */
export function inWords(name: string): string {
  return name.replaceAll('_', ' ').trim();
}
