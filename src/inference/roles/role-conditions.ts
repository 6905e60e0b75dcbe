import { PERSON_WORDS } from '../names/column-words.ts';
import {
  ACTION_ENDINGS,
  CLASSIFICATION_WORDS,
  COPY_PREFIXES,
  COPY_SUFFIXES,
  EVENT_WORDS,
  FACT_WORDS,
  LINE_TABLES,
  MAYBE_EVENT_WORDS,
  NOT_ACTIONS,
  PERIODIC_WORDS,
  PLACE_WORDS,
  STOCK_WORDS,
  TECHNICAL_TABLES,
  VERSION_WORDS,
} from '../names/role-words.ts';
import type { RoleFeatures } from './role-features.ts';

/** `order`, `credit_note`; an `item` alone is a thing, unless it belongs to something. */
export function calledFact({ last, lastTwo, before, out }: RoleFeatures): boolean {
  if (LINE_TABLES.has(last) && before === '' && out === 0) return false;
  return FACT_WORDS.has(last) || FACT_WORDS.has(lastTwo);
}

/** A fact by its name, and not as a part of something. */
export function isDeed(features: RoleFeatures): boolean {
  return calledFact(features) && !LINE_TABLES.has(features.last);
}

/** `login_event`, `log_entry`; what is called a history and keeps no former states. */
export function calledEvent(features: RoleFeatures): boolean {
  const { last, lastTwo, named } = features;
  if (EVENT_WORDS.has(last) || EVENT_WORDS.has(lastTwo)) return true;
  if (MAYBE_EVENT_WORDS.has(last)) return !named;
  const isOfSomething = (features.before !== '' && features.out + features.loose > 0) || features.polymorphic > 0;
  return VERSION_WORDS.has(last) && isOfSomething && !isVersion(features);
}

/** A noun of what somebody does, said of somebody or something. */
export function calledAction(features: RoleFeatures): boolean {
  const { last } = features;
  return leadsSomewhere(features) && ACTION_ENDINGS.test(last) && !NOT_ACTIONS.has(last);
}

export function leadsSomewhere({ out, loose }: RoleFeatures): boolean {
  return out > 0 || loose > 1;
}

export function hasNothingOfAFact(features: RoleFeatures): boolean {
  return features.moments === 0 && features.measures === 0 && !calledFact(features) && features.keyReferences === 0;
}

/** Three tables or more, and nothing but that tells the row from others. */
export function pointsToManyUnnamed({ out, named, incoming, last }: RoleFeatures): boolean {
  return out > 2 && !named && incoming < 2 && !PERSON_WORDS.has(last);
}

export function isKeyOfReferences({ keyColumns, keyReferences }: RoleFeatures): boolean {
  return keyColumns > 1 && keyReferences === keyColumns;
}

export function happensOnce({ moments, created }: RoleFeatures): boolean {
  return moments === 1 || (moments === 0 && created);
}

/** Bounds of a time, for something that is itself known elsewhere. */
export function holdsForATime(features: RoleFeatures): boolean {
  const { period, keyColumns, keyReferences, out, loose, last, before } = features;
  if (!period) return false;
  if (VERSION_WORDS.has(last) && before !== '' && out + loose > 0) return true;
  return keyReferences > 0 && (keyColumns > 1 || out > 1);
}

/** Took a while, and was no state of something else. */
export function tookAWhile(features: RoleFeatures): boolean {
  return features.period && features.out > 0 && !holdsForATime(features);
}

/** Former states of something: more of it than who changed it and when, which would be an event; not a past of deeds. */
export function isVersion(features: RoleFeatures): boolean {
  const { last, before, payload, light, out, loose, measures } = features;
  if (!VERSION_WORDS.has(last) || before === '' || (measures > 0 && FACT_WORDS.has(before))) return false;
  return payload - light > 1 && out + loose > 0;
}

/** A row for each thing and day, known by both, or called so. */
export function isPeriodic(features: RoleFeatures): boolean {
  const { last, out, loose, periodColumn, keyColumns, keyOfOther, numbers, incoming, moments } = features;
  if (!periodColumn || incoming > 0) return false;
  const isOfSomething = out + loose > 0 || keyOfOther;
  if (PERIODIC_WORDS.has(last)) return numbers > 0 && moments < 2;
  return (
    isOfSomething && (keyColumns !== 1 || keyOfOther) && moments < 2 && !calledFact(features) && !calledEvent(features)
  );
}

/** Called a stock, of something somewhere, with a number. */
export function isStock({ last, table, out, loose, numbers, moments, named }: RoleFeatures): boolean {
  const isPart = ['item', 'level', 'quantity'].includes(last) && STOCK_WORDS.has(table.tokens.at(-2) ?? '');
  return (isPart || STOCK_WORDS.has(last)) && out + loose > 1 && numbers > 0 && moments === 0 && !named;
}

/** Leads to two tables or more, or twice to one, and nothing leads to it, unless it is named for both. */
export function connects({ ends, polymorphic, incoming, joinsNames, period, measures }: RoleFeatures): boolean {
  return ends + polymorphic > 1 && (incoming === 0 || joinsNames) && !period && measures === 0;
}

export function connectsOnly(features: RoleFeatures): boolean {
  return connects(features) && features.payload === features.light;
}

export function connectsWithAWord(features: RoleFeatures): boolean {
  const { payload, light, keyColumns } = features;
  const most = keyColumns === 1 ? 1 : 2;
  return connects(features) && payload > light && payload - light <= most;
}

/** Labels, settings or addresses of one other thing: a text or two, no time, no amount. */
export function holdsValues(features: RoleFeatures): boolean {
  const { ends, polymorphic, incoming, payload, light, moments, measures, machine, named } = features;
  const { keyColumns, keyReferences, period } = features;
  if (ends !== 1 || polymorphic > 0 || incoming > 0 || moments + measures + machine > 0 || period) return false;
  const ownKey = keyColumns > 1 ? keyColumns - keyReferences : 0;
  const says = payload - light;
  return says + ownKey > 0 && says <= 2 && !(named && keyColumns === 1);
}

/** Called a kind or a place, and about nothing but other kinds and places. */
export function isKind(features: RoleFeatures): boolean {
  const { last, measures, moments, payload, pointsOnlyToKinds, out, loose } = features;
  if (!CLASSIFICATION_WORDS.has(last) || !pointsOnlyToKinds || (out > 0 && loose > 0)) return false;
  if (measures > 0 || moments > 0) return false;
  return payload <= (PLACE_WORDS.has(last) ? 16 : 12);
}

/** Four columns at most; two where nothing points to it, and it to nothing. */
export function saysLittleOfAKind(features: RoleFeatures): boolean {
  const { incoming, out, payload } = features;
  return isKind(features) && (incoming > 0 ? payload <= 4 : out === 0 && payload <= 2);
}

export function isBookkeeping({ table }: RoleFeatures): boolean {
  const name = table.table.name.toLowerCase();
  return TECHNICAL_TABLES.some((pattern) => pattern.test(name));
}

/** The version of a program or of its data, which belongs to nothing here. */
export function isLoneVersion({ last, out, loose, incoming }: RoleFeatures): boolean {
  return VERSION_WORDS.has(last) && out + loose + incoming === 0;
}

/** What a web server remembers of its visitors, unlike the visits that an analyst counts. */
export function isSessionStore({ last, table }: RoleFeatures): boolean {
  return (
    last === 'session' && ['data', 'payload', 'token', 'sess', 'sessiondata'].some((stem) => table.byStem.has(stem))
  );
}

/** `deleted_orders`, `order_staging`, with nothing that points to it. */
export function isPutAside({ table, incoming }: RoleFeatures): boolean {
  const { tokens } = table;
  if (incoming > 0 || tokens.length < 2) return false;
  return COPY_PREFIXES.has(tokens[0] ?? '') || COPY_SUFFIXES.has(tokens.at(-1) ?? '');
}

/** Columns `key` and `value` and nothing that they belong to. */
export function isKeyValueStore({ table, ends, incoming, loose }: RoleFeatures): boolean {
  return ends + incoming + loose === 0 && table.byStem.has('key') && table.byStem.has('value');
}

export function isMachineOnly({ payload, machine, ends, incoming }: RoleFeatures): boolean {
  return payload > 0 && machine === payload && ends === 1 && incoming === 0;
}
