import type { Role } from '../beliefs.ts';
import { PERSON_WORDS } from '../names/column-words.ts';
import { CALENDAR_WORDS, MEMBER_WORDS, PLACE_WORDS, SECRET_WORDS, SETTING_WORDS } from '../names/role-words.ts';
import {
  calledAction,
  calledEvent,
  calledFact,
  connects,
  connectsOnly,
  connectsWithAWord,
  happensOnce,
  hasNothingOfAFact,
  holdsForATime,
  holdsValues,
  isBookkeeping,
  isDeed,
  isKeyOfReferences,
  isKeyValueStore,
  isLoneVersion,
  isKind,
  isMachineOnly,
  isPeriodic,
  isPutAside,
  isSessionStore,
  isStock,
  isVersion,
  leadsSomewhere,
  pointsToManyUnnamed,
  saysLittleOfAKind,
  tookAWhile,
} from './role-conditions.ts';
import type { RoleFeatures } from './role-features.ts';

/** One reason for a role, or against it: how much it weighs, and how a person would say it. */
export interface RoleRule {
  /** 0: does not apply. */
  readonly points: (features: RoleFeatures) => number;
  readonly says: (features: RoleFeatures) => string;
}

const CALLED = (features: RoleFeatures): string => `called ${features.last}`;

/** After Moody and Kortink (transaction, component, classification) and SAMSTAR (links out of a table); inference.md 2. */
export const ROLE_RULES: Readonly<Record<Role, readonly RoleRule[]>> = {
  /** Something happened between parties, with quantities. */
  fact: [
    rule(4, 'its name says so', ({ saidRole }) => saidRole === 'fact'),
    rule(0.3, 'points to others', leadsSomewhere),
    rule(-0.9, 'points to nothing', (table) => !leadsSomewhere(table)),
    each([0.3, 4], 'references out', ({ out }) => out),
    each([0.15, 4], 'identifiers of tables elsewhere', ({ loose }) => loose),
    rule(0.6, 'points to many and has no name', pointsToManyUnnamed),
    each([0.5, 3], 'amounts', ({ measures }) => measures),
    each([0.5, 2], 'moments', ({ moments }) => moments),
    rule(0.9, 'from one time to another', tookAWhile),
    rule(1.3, CALLED, calledFact),
    rule(0.8, CALLED, calledAction),
    rule(-2, CALLED, calledEvent),
    rule(-0.8, CALLED, ({ last }) => PERSON_WORDS.has(last)),
    rule(1.5, 'another table holds its lines', ({ header }) => header),
    rule(0.6, 'lines of another table', ({ line }) => line),
    rule(-0.6, 'many tables point to it', (table) => table.incoming > 4 && !calledFact(table)),
    rule(-0.5, 'has a name of its own', ({ named }) => named),
    rule(-0.3, 'mostly texts', (table) => table.texts > 8 && !calledFact(table)),
    rule(-0.4, 'no moment and no amount', hasNothingOfAFact),
  ],
  /** Something happened once, is only recorded, and nothing points to it. */
  event: [
    rule(0.6, 'nothing points to it', ({ incoming }) => incoming === 0),
    rule(-0.4, 'others point to it', ({ incoming }) => incoming > 0),
    rule(2, CALLED, calledEvent),
    rule(1, CALLED, calledAction),
    each([0.3, 1], 'references out', ({ out }) => out),
    rule(0.3, 'points to somebody', ({ actor }) => actor),
    rule(-0.8, 'points to nothing', (table) => !calledEvent(table) && table.out + table.loose === 0),
    rule(-0.4, 'changes later', (table) => table.updated && calledEvent(table)),
    rule(-0.8, 'changes later', (table) => table.updated && !calledEvent(table)),
    rule(0.2, 'never changes', ({ updated }) => !updated),
    rule(0.4, 'one moment', happensOnce),
    rule(-1, 'no moment', ({ moments, created }) => moments === 0 && !created),
    rule(-0.2, 'several moments', ({ moments }) => moments > 1),
    rule(-0.6, 'has a name of its own', (table) => table.named && !calledEvent(table)),
    each([-0.5, 2], 'amounts', (table) => (calledEvent(table) ? 0 : table.measures)),
    rule(-1, 'held for a time', ({ period }) => period),
  ],
  /** A thing or a party that others point to and people describe. */
  dimension: [
    rule(4, 'its name says so', ({ saidRole }) => saidRole === 'dimension'),
    rule(0.6, 'no sign of something that happened', () => true),
    each([0.2, 4], 'tables pointing to it', ({ incoming }) => incoming),
    each([0.5, 1], 'tables pointing to it', ({ incoming }) => incoming),
    each([0.25, 4], 'texts to describe it', ({ texts }) => texts),
    rule(0.9, 'has a name of its own', (table) => table.named && !calledEvent(table)),
    rule(0.3, 'known by one key', ({ keyColumns, incoming }) => keyColumns === 1 || incoming > 0),
    rule(-0.7, 'known by no key of its own', ({ keyColumns, incoming }) => keyColumns !== 1 && incoming === 0),
    rule(0.3, 'points to itself', ({ selfReference }) => selfReference),
    rule(
      0.8,
      'extends another row for row',
      ({ keyColumns, keyReferences }) => keyColumns === 1 && keyReferences === 1,
    ),
    rule(0.6, CALLED, ({ last }) => PERSON_WORDS.has(last)),
    rule(1.5, CALLED, ({ last, out }) => CALENDAR_WORDS.has(last) && out === 0),
    rule(-0.3, 'points to many and has no name', pointsToManyUnnamed),
    rule(-1.3, CALLED, calledFact),
    rule(-1, CALLED, calledEvent),
    rule(-0.6, CALLED, calledAction),
    each([-0.3, 2], 'moments', ({ moments }) => moments),
    rule(-0.6, 'from one time to another', tookAWhile),
  ],
  /** What held for an entity from one time to another, or at the end of a day. */
  snapshot: [
    rule(-1, '', () => true),
    rule(3.8, 'held from one time to another', holdsForATime),
    rule(3.6, CALLED, isVersion),
    rule(3.8, 'a row for each version', ({ versionInKey }) => versionInKey),
    rule(3.4, 'a row for each day, month or year', isPeriodic),
    rule(4.2, 'how much there is, not how much moved', isStock),
  ],
  /** Nothing but references to two tables or more, or the values that something has several of. */
  bridge: [
    rule(-1, '', () => true),
    rule(5, 'its name says so', ({ saidRole }) => saidRole === 'bridge'),
    rule(3.8, 'connects others and says nothing more', connectsOnly),
    rule(2, 'connects others and says one thing of it', connectsWithAWord),
    rule(0.6, 'its key is its references', (table) => connectsWithAWord(table) && isKeyOfReferences(table)),
    rule(2.8, 'values that something has several of', holdsValues),
    rule(0.6, 'known by no key of its own', (table) => holdsValues(table) && table.keyColumns !== 1),
    rule(1, CALLED, (table) => connects(table) && MEMBER_WORDS.has(table.last)),
    rule(1, 'named for what it connects', (table) => connects(table) && table.joinsNames),
    rule(-1.2, CALLED, (table) => happensOnce(table) && (calledAction(table) || calledEvent(table) || isDeed(table))),
  ],
  /** A kind or a place: what it says is folded into the tables that point to it. */
  classification: [
    rule(-1, '', () => true),
    rule(2.6, CALLED, isKind),
    rule(1.8, 'others point to it', (table) => isKind(table) && table.incoming > 0),
    rule(0.8, 'says little', saysLittleOfAKind),
    rule(1.6, 'a place', (table) => isKind(table) && PLACE_WORDS.has(table.last)),
    rule(3, CALLED, ({ last }) => last === 'lookup'),
  ],
  /** What a program keeps for itself, or a copy for machines. */
  technical: [
    rule(-1, '', () => true),
    rule(7, 'kept by a program for itself', isBookkeeping),
    rule(6, 'sessions of a web server', isSessionStore),
    rule(6, 'rows of another table, put aside', isPutAside),
    rule(3, 'a version of nothing here', isLoneVersion),
    rule(5, 'names and values of no table', isKeyValueStore),
    rule(4.2, CALLED, ({ last, incoming }) => SECRET_WORDS.has(last) && incoming === 0),
    rule(2.6, CALLED, ({ last, incoming }) => SETTING_WORDS.has(last) && incoming === 0),
    rule(4.4, 'a copy of another table', ({ copy, incoming }) => copy && incoming === 0),
    rule(4, 'holds what only machines read', isMachineOnly),
  ],
};

function rule(points: number, says: RoleRule['says'] | string, applies: (table: RoleFeatures) => boolean): RoleRule {
  return {
    points: (table) => (applies(table) ? points : 0),
    says: typeof says === 'string' ? () => says : says,
  };
}

/** So many points for each of what is counted, up to a number of them; `says` names them in the plural. */
function each(
  [points, most]: readonly [number, number],
  says: string,
  count: (table: RoleFeatures) => number,
): RoleRule {
  return {
    points: (table) => points * Math.min(count(table), most),
    says: (table) => `${count(table)} ${count(table) === 1 ? says.replace(/s\b/, '') : says}`,
  };
}
