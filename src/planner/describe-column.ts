import type { Column } from '../catalog/catalog.ts';
import { capital, paragraphOf, words } from './english.ts';
import type { EntityName } from './entity-names.ts';
import { isDeleteFlag, isLoaderColumn, isLoadTime } from './loader-columns.ts';
import type { ParentOf } from './staging-tests.ts';
import type { TableToStage } from './table-to-stage.ts';

const LAST_CHANGE = /^(?:last_)?(?:update|updated|modified|modification|changed)(?:_(?:at|on|date|time|ts))?$/;
const CREATION = /^(?:create|creation)_(?:at|on|date|time|ts)$/;
/** `shipped_at`, `paid_on`: a participle and a word for time. */
const EVENT = /^(.*(?:ed|paid|sent|made|begun|sold|left|lost|won|bought|held))_(?:at|on|date|time|ts)$/;
const COUNT = /^(?:number_of|num|nbr|count)_(.+)$|^(.+)_count$/;

/**
 * What a column holds, in a sentence: its comment, else what it is to its table (key, reference), else what its name
 * and kind say. `as` is its name in the staging model.
 */
export function describeColumn(
  toStage: TableToStage,
  column: Column,
  about: { as: string; parentOf: ParentOf },
): string {
  const comment = paragraphOf(column.comment);
  if (comment !== undefined) return comment;
  const sentences = [...keySentence(toStage, column.name), ...referenceSentences(toStage, column.name, about.parentOf)];
  return sentences.length > 0 ? sentences.join(' ') : contentSentence(toStage, column.name, about.as);
}

function keySentence({ belief, entity }: TableToStage, raw: string): string[] {
  const key = belief.primary_key?.columns ?? [];
  if (!key.includes(raw)) return [];
  return [`${key.length === 1 ? 'Primary key' : 'Part of the primary key'} of ${words(entity.plural)}.`];
}

function referenceSentences({ relationships }: TableToStage, raw: string, parentOf: ParentOf): string[] {
  return relationships.flatMap((relationship) => {
    const isOurs = relationship.verdict !== 'doubtful' && relationship.columns.includes(raw);
    const parent = isOurs ? parentOf(relationship) : null;
    if (!parent) return [];
    const parents = words(parent.plural);
    const isPart = relationship.columns.length > 1;
    if (relationship.verdict === 'sure')
      return [`${isPart ? 'Part of the foreign key' : 'Foreign key'} to ${parents}.`];
    return [`Probably ${isPart ? 'part of a reference' : 'refers'} to ${parents}.`];
  });
}

function contentSentence({ entity, columnBeliefs }: TableToStage, raw: string, as: string): string {
  const thing = words(entity.singular);
  const belief = columnBeliefs.get(raw);
  if (isDeleteFlag(raw)) return `Whether the ${thing} is deleted in the source system.`;
  if (isLoaderColumn(raw)) return isLoadTime(raw) ? 'When the loader wrote the row.' : 'Written by the loader.';
  if (/[^ -~]/.test(raw)) return `${paragraphOf(raw) ?? as} of the ${thing}.`;
  const name = withoutEntity(as, entity);
  const kind = belief?.kind;
  if (/^(?:is|has|was|can)_./.test(name)) return `Whether the ${thing} ${words(name)}.`;
  if (kind === 'boolean') return `Whether the ${thing} is marked as ${words(name)}.`;
  if (kind === 'timestamp' || kind === 'date' || kind === 'soft_delete') return timeSentence(name, thing);
  const count = COUNT.exec(name);
  if (count) return `Number of ${words(count[1] ?? count[2] ?? '')} of the ${thing}.`;
  if (words(name) === thing) return `${kind === 'text' || kind === 'enum' ? 'Name' : 'Value'} of the ${thing}.`;
  const isConverted = belief?.unit === 'cents' && !as.includes('cents');
  const note = isConverted ? ' (cents in the raw table)' : kind === 'json' ? ', as JSON' : '';
  return `${capital(words(name))} of the ${thing}${note}.`;
}

function timeSentence(name: string, thing: string): string {
  if (LAST_CHANGE.test(name)) return `When the ${thing} was last changed.`;
  if (CREATION.test(name)) return `When the ${thing} was created.`;
  const event = EVENT.exec(name)?.[1];
  if (event !== undefined) return `When the ${thing} was ${words(event)}.`;
  const moment = words(name.replace(/_(?:at|on|ts|timestamp)$/, ''));
  const isMoment = /(?:date|time|day|month|year|start|end)$/.test(moment);
  return isMoment ? `${capital(moment)} of the ${thing}.` : `Time of the ${thing}: ${moment}.`;
}

/** `customer_name` of customers is their name. */
function withoutEntity(name: string, { singular }: EntityName): string {
  const rest = name.startsWith(`${singular}_`) ? name.slice(singular.length + 1) : name;
  return /^[a-z]/.test(rest) ? rest : name;
}
