import type { Relationship } from '../inference/beliefs.ts';
import { nameTokens } from '../inference/names/tokens.ts';
import { PERSON_SYNONYMS } from '../inference/names/words.ts';
import { cleanName } from './clean-name.ts';
import type { TableToStage } from './table-to-stage.ts';

/**
 * Names of foreign keys that say where they lead, by raw name: `customer` is `customer_id`, `owner_id` to users is
 * `owner_user_id`, `parent_id` of a task is `parent_task_id`. Only where the parent's key is an id; a name that bears the
 * parent's own stays.
 */
export function referenceNames(
  { relationships, columnPrefix }: TableToStage,
  parentOf: (relationship: Relationship) => TableToStage | null,
): Map<string, string> {
  const names = new Map<string, string>();
  for (const relationship of relationships) {
    const [raw, ...others] = relationship.columns;
    if (raw === undefined || others.length > 0 || relationship.verdict === 'doubtful') continue;
    const singular = parentOf(relationship)?.entity.singular;
    const isId = /(?:^|_)id$/.test(cleanName(relationship.ref_columns[0] ?? ''));
    const name = singular !== undefined && isId ? leadingName(cleanName(raw), singular, columnPrefix) : null;
    if (name !== null) names.set(raw, name);
  }
  return names;
}

/** Null where the name says already where it leads, or where it is one word for another: `user_id` of a customer. */
function leadingName(name: string, parent: string, prefix: string): string | null {
  if (name === parent) return `${parent}_id`;
  const role = name.replace(/_?id$/, '');
  const words = nameTokens(prefix !== '' && role.startsWith(prefix) ? role.slice(prefix.length) : role);
  const parentWords = new Set(nameTokens(parent));
  if (words.length === 0 || words.some((word) => parentWords.has(word) || PERSON_SYNONYMS.has(word))) return null;
  return /(?:^|_)(?:key|code|no|num|number|uuid|guid|sk|fk|pk|ref)$/.test(role) ? null : withParent(role, parent);
}

function withParent(role: string, parent: string): string {
  return `${role}_${parent}_id`;
}

/**
 * The role that a foreign key names, where staging put the parent behind it: that of `owner_user_id`, raw `owner_id`, is
 * `owner`. Null where staging did no such thing.
 */
export function roleBeforeParent(staged: string, { raw, parent }: { raw: string; parent: string }): string | null {
  const role = cleanName(raw).replace(/_?id$/, '');
  return role !== '' && role !== parent && staged === withParent(role, parent) ? role : null;
}
