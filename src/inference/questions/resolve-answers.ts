import type { Catalog } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { ErrorCode, Problem } from '../../errors.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import type { Answers, GivenAnswer, RelationshipAnswer } from './answers.ts';
import { NO_ANSWERS, relationshipKey } from './answers.ts';
import { readKey, readRelationship, readRole } from './read-choice.ts';
import { isOfEvery, readEvery } from './read-every.ts';
import type { Read, Reading } from './read-choice.ts';
import { lookUpNames } from './name-lookup.ts';
import type { NameLookup } from './name-lookup.ts';
import type { QuestionKind } from './question.ts';
import { QUESTION_KINDS } from './question.ts';

export interface ResolvedAnswers {
  readonly answers: Answers;
  /** Every id and choice that is wrong, with the nearest that is right. */
  readonly problems: readonly Problem[];
}

/**
 * Answers in the names of the catalog. An id is good for any table and column, whether or not it is asked just now, so
 * that a belief may be overruled; what the tables themselves declare may not. Pure.
 */
export function resolveAnswers(given: readonly GivenAnswer[], catalog: Catalog): ResolvedAnswers {
  if (given.length === 0) return { answers: NO_ANSWERS, problems: [] };
  const reading = { names: lookUpNames(catalog), catalog };
  const problems: Problem[] = [];
  const read = new Map<string, readonly Read[]>();
  const keep = (answer: GivenAnswer, result: readonly Read[] | Fault): void => {
    if ('code' in result) problems.push(placed(result, answer));
    else if (result.some(({ id }) => read.has(id))) problems.push(placed(answeredTwice(answer, result), answer));
    else for (const { id } of result.slice(0, 1)) read.set(id, result);
  };
  const every = given.filter((answer) => isOfEvery(answer, reading));
  for (const answer of given) {
    if (every.includes(answer)) continue;
    const result = readAnswer(answer, reading);
    keep(answer, 'code' in result ? result : [result]);
  }
  const answered = new Set(collect([...read.values()].flat()).relationships.keys());
  for (const answer of every) keep(answer, readEvery(answer, reading, answered));
  return { answers: collect([...read.values()].flat()), problems };
}

const READERS: Readonly<Record<QuestionKind, (text: string, choice: string, reading: Reading) => Read | Fault>> = {
  relationship: readRelationship,
  key: readKey,
  role: readRole,
};

/** A problem that does not know its place yet. */
type Fault = Pick<Problem, 'message' | 'hint'> & { readonly code: ErrorCode };

function readAnswer({ id, choice }: GivenAnswer, reading: Reading): Read | Fault {
  const colon = id.indexOf(':');
  const [typed, text] = colon === -1 ? ['', id] : [id.slice(0, colon).trim(), id.slice(colon + 1)];
  const kind = QUESTION_KINDS.find((each) => each === typed.toLowerCase());
  return kind ? READERS[kind](text, choice, reading) : unknownKind(id, { typed, text, names: reading.names });
}

function unknownKind(id: string, { typed, text, names }: { typed: string; text: string; names: NameLookup }): Fault {
  const kind = nearestName(typed, QUESTION_KINDS);
  const target = kind === 'relationship' ? names.nearestColumn(text) : names.nearestTable(text);
  const meant = kind === undefined || target === undefined ? '' : `; did you mean "${kind}:${target}"?`;
  const hint = 'An id is relationship:table.column, key:table or role:table.';
  return { code: 'ANSWER_UNKNOWN', message: `there is no question "${id}"${meant}`, ...(meant === '' ? { hint } : {}) };
}

function answeredTwice({ id }: GivenAnswer, [first]: readonly Read[]): Fault {
  const canonical = first?.id ?? id;
  const same = id === canonical ? '' : `, which is ${canonical},`;
  return { code: 'ANSWER_INVALID', message: `${id}${same} is answered twice` };
}

function placed(fault: Fault, { where }: GivenAnswer): Problem {
  return where ? { ...fault, where } : fault;
}

/** In the order of their ids, so that the order in a file makes no other plan. */
function collect(read: readonly Read[]): Answers {
  const relationships = new Map<string, RelationshipAnswer>();
  const keys = new Map<string, readonly string[]>();
  const roles = new Map<string, NonNullable<Read['role']>>();
  const stated = new Map<string, Record<string, string>>();
  const choices: Record<string, string> = {};
  for (const { id, choice, table, relationship, key, role, stated: words } of read.toSorted(byId)) {
    choices[id] = choice;
    if (relationship) relationships.set(relationshipKey(relationship.child, relationship.columns), relationship);
    if (key) keys.set(tableKey(table), key);
    if (role) roles.set(tableKey(table), role);
    if (words) stated.set(tableKey(table), { ...stated.get(tableKey(table)), [words[0]]: words[1] });
  }
  return { relationships, keys, roles, stated, choices };
}

function byId({ id: a }: Read, { id: b }: Read): number {
  return a < b ? -1 : Number(a > b);
}
