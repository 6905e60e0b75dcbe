import type { ColumnBelief } from '../inference/beliefs.ts';
import type { EntityName } from './entity-names.ts';

/** What a column is to its table, as far as it decides how to describe it. */
export interface ColumnMeaning {
  /** Name in the staging model. */
  readonly name: string;
  readonly belief: ColumnBelief | undefined;
  readonly entity: EntityName;
  /** Whether it is the key, or one of its columns. */
  readonly key: 'whole' | 'part' | null;
  /** Plurals of the parents it refers to, and whether that is sure. */
  readonly refersTo: readonly { readonly plural: string; readonly isSure: boolean; readonly isComposite: boolean }[];
  readonly isLoader: boolean;
}

/** A comment as one paragraph; undefined if there is nothing in it. */
export function paragraphOf(comment: string | undefined): string | undefined {
  const text = comment?.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
  return text === '' ? undefined : text;
}

/** A sentence that says what a column without a comment holds. */
export function describeColumn(meaning: ColumnMeaning): string {
  const sentences = [...keySentences(meaning), ...meaning.refersTo.map(referenceSentence)];
  return sentences.length > 0 ? sentences.join(' ') : contentSentence(meaning);
}

/** A snake_case name as words. */
export function words(name: string): string {
  return name
    .split('_')
    .filter(Boolean)
    .map((word) => ABBREVIATIONS[word] ?? word)
    .join(' ');
}

const ABBREVIATIONS: Record<string, string> = {
  acct: 'account',
  addr: 'address',
  amt: 'amount',
  avg: 'average',
  cnt: 'count',
  desc: 'description',
  dob: 'date of birth',
  fk: '',
  id: 'identifier',
  ip: 'IP',
  lat: 'latitude',
  lng: 'longitude',
  lon: 'longitude',
  max: 'maximum',
  min: 'minimum',
  msg: 'message',
  nbr: 'number',
  num: 'number',
  pct: 'percentage',
  qty: 'quantity',
  ref: 'reference',
  tel: 'telephone',
  uri: 'URI',
  url: 'URL',
  uuid: 'UUID',
  zip: 'postal code',
};

function keySentences({ key, entity }: ColumnMeaning): string[] {
  if (key === null) return [];
  return [`${key === 'whole' ? 'Primary key' : 'Part of the primary key'} of ${words(entity.plural)}.`];
}

function referenceSentence(parent: ColumnMeaning['refersTo'][number]): string {
  const kind = parent.isComposite ? 'art of the foreign key' : 'oreign key';
  const start = parent.isComposite ? 'P' : 'F';
  if (parent.isSure) return `${start}${kind} to ${words(parent.plural)}.`;
  return `Probably ${start.toLowerCase()}${kind} to ${words(parent.plural)}.`;
}

function contentSentence(meaning: ColumnMeaning): string {
  const { belief, entity } = meaning;
  if (meaning.isLoader) return 'Written by the loader, not by the source system.';
  const thing = words(entity.singular);
  const name = withoutEntity(meaning.name, entity);
  const kind = belief?.kind;
  if (/^(?:is|has|was|can)_./.test(name)) return conditionSentence(name, thing);
  if (kind === 'boolean') return `Whether the ${thing} is marked as ${words(name)}.`;
  if (kind === 'timestamp' || kind === 'date' || kind === 'soft_delete') return timeSentence(name, thing);
  if (kind === 'json') return `${capital(words(name))} of the ${thing}, as JSON.`;
  const count = /^(?:number_of|num|nbr|count)_(.+)$|^(.+)_count$/.exec(name);
  if (count) return `Number of ${words(count[1] ?? count[2] ?? '')} of the ${thing}.`;
  return `${capital(words(name))} of the ${thing}.`;
}

function conditionSentence(name: string, thing: string): string {
  const [verb = '', ...rest] = name.split('_');
  return `Whether the ${thing} ${verb} ${words(rest.join('_'))}.`;
}

/** `shipped_at`, `last_update`, `hire_date`. */
function timeSentence(name: string, thing: string): string {
  if (/^(?:last_)?(?:update|updated|modified|changed)(?:_(?:at|on|date|time|ts))?$/.test(name)) {
    return `When the ${thing} was last changed.`;
  }
  if (/^(?:create|creation)_(?:at|on|date|time|ts)$/.test(name)) return `When the ${thing} was created.`;
  const event = /^(.*(?:ed|paid|sent|made|begun|sold|left|lost|won|bought|held))_(?:at|on|date|time|ts)$/.exec(
    name,
  )?.[1];
  if (event !== undefined) return `When the ${thing} was ${words(event)}.`;
  const moment = words(name.replace(/_(?:at|on|ts|timestamp)$/, ''));
  return /(?:date|time|day|month|year)$/.test(moment)
    ? `${capital(moment)} of the ${thing}.`
    : `Time of the ${thing}'s ${moment}.`;
}

/** `customer_name` of customers is their name. */
function withoutEntity(name: string, { singular }: EntityName): string {
  const rest = name.startsWith(`${singular}_`) ? name.slice(singular.length + 1) : name;
  return /^[a-z]/.test(rest) ? rest : name;
}

function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
