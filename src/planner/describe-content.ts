import type { ColumnBelief } from '../inference/beliefs.ts';
import { capital, words } from './english.ts';

/** A column that is neither key nor reference. */
export interface Content {
  /** Name in the staging model, without what says which table it is of: `name`, not `customer_name` or `c_name`. */
  readonly name: string;
  /** The entity in words: `order item`. */
  readonly thing: string;
  readonly belief: ColumnBelief | undefined;
  /** Whether staging turns cents into units. */
  readonly isConverted: boolean;
}

const LAST_CHANGE = /^(?:last_)?(?:update|updated|modified|modification|changed)(?:_(?:at|on|date|time|ts))?$/;
const CREATION = /^(?:create|creation)_(?:at|on|date|time|ts)$/;
/** `shipped_at`, `paid_on`: a participle and a word for time. */
const EVENT = /^([a-z]*(?:ed|paid|sent|made|sold|lost|won|bought|held|seen))_(?:at|on|date|time|ts)$/;
/** Participles of what a thing does itself, so that it "failed" and was not "was failed". */
const DONE_ITSELF = /^(?:arrived|closed|departed|died|expired|failed|finished|happened|joined|occurred|started|ended)$/;
const FUTURE = /^([a-z]+[^s]s)_at$/;
const COUNT = /^(?:number_of|num|nbr|count)_(.+)$|^(.+)_count$/;

/** A sentence that says what a column holds, from its name and kind. */
export function describeContent(content: Content): string {
  const { name, thing, belief, isConverted } = content;
  const kind = belief?.kind;
  if (kind === 'boolean' || /^(?:is|has|was|can)_./.test(name)) return conditionSentence(name, thing);
  if (kind === 'timestamp' || kind === 'date' || kind === 'soft_delete') return timeSentence(name, thing);
  const count = COUNT.exec(name);
  if (count) return `Number of ${words(count[1] ?? count[2] ?? '')} of the ${thing}.`;
  if (words(name) === thing) return `${kind === 'text' || kind === 'enum' ? 'Name' : 'Value'} of the ${thing}.`;
  const note = isConverted ? ' (cents in the raw table)' : kind === 'json' ? ', as JSON' : '';
  return `${capital(words(name))} of the ${thing}${note}.`;
}

function conditionSentence(name: string, thing: string): string {
  const text = words(name);
  if (/^(?:is|has|was|can|accepts|allows|includes|needs|receives|requires|sends|shows|supports|uses) ./.test(text)) {
    return `Whether the ${thing} ${text}.`;
  }
  if (/(?:ed|able|ible|active|valid|public|private|default|current|primary|hidden|internal|paid)$/.test(text)) {
    return `Whether the ${thing} is ${text}.`;
  }
  return `Whether ${text} applies to the ${thing}.`;
}

function timeSentence(name: string, thing: string): string {
  if (LAST_CHANGE.test(name)) return `When the ${thing} was last changed.`;
  if (CREATION.test(name)) return `When the ${thing} was created.`;
  const event = EVENT.exec(name)?.[1];
  if (event !== undefined) return `When the ${thing} ${DONE_ITSELF.test(event) ? event : `was ${event}`}.`;
  const future = FUTURE.exec(name)?.[1];
  if (future !== undefined) return `When the ${thing} ${future}.`;
  const moment = words(name.replace(/_(?:at|on|ts|timestamp)$/, ''));
  const isMoment = /(?:date|time|day|month|year|start|end|timestamp)$/.test(moment);
  return `${capital(moment)}${isMoment ? '' : ' time'} of the ${thing}.`;
}
