import type { Layer } from '../../context/style.ts';
import { LAYERS } from '../../context/style.ts';
import type { Problem } from '../../errors.ts';
import type { Goal } from '../../plan/goals.ts';
import { nearestName } from '../../yaml/nearest-name.ts';
import { nameSome } from '../name-some.ts';
import { readClauses } from './clauses.ts';
import type { NameIndex } from './name-index.ts';
import { indexNames } from './name-index.ts';
import { uniqueTables } from './named-tables.ts';
import { readSentences } from './request-text.ts';
import type { ReadGoal, RequestGround } from './read-goal.ts';
import { readGoal } from './read-goal.ts';
import type { Request } from './request.ts';
import { shownText } from './shown-text.ts';

/** A request in the names of the tables and the project, or why nothing can be made of it. */
export type ReadRequest =
  | { readonly request: Request }
  | {
      readonly problems: readonly [Problem, ...Problem[]];
      /** What a model may complete, where words alone name nothing; null: only the user can. */
      readonly unread: Request | null;
    };

/**
 * Reads a request without a model: words select tables, sources, layers and models, and each clause becomes a goal. What
 * selects nothing is listed as ignored. Any text will do. Pure.
 */
export function readRequest(text: string, ground: RequestGround): ReadRequest {
  const index = indexNames(ground);
  const { sentences, rest } = readSentences(text);
  const goals: Goal[] = [];
  const read: ReadGoal[] = [];
  const addGoal = (words: string, parent: string | null): string => {
    const goal_id = `g${goals.length + 1}`;
    goals.push({ goal_id, parent, text: shownText(words) });
    return goal_id;
  };
  for (const sentence of sentences) {
    const clauses = readClauses(sentence, index);
    const parent = clauses.length > 1 ? addGoal(sentence.text, null) : null;
    for (const clause of clauses) {
      const goal_id = addGoal(clauses.length > 1 ? clause.text : sentence.text, parent);
      read.push(readGoal(clause, goal_id, { ...ground, index }));
    }
  }
  const ignored = [...new Set([...read.flatMap((goal) => goal.ignored), ...rest])];
  const mistyped = findMistyped(ignored, index);
  const [problem, ...others] = [...read.flatMap(({ problems }) => problems), ...oneAtATime(read)];
  if (problem) return { problems: [problem, ...others], unread: null };
  const request = { ...requestOf(read), text, goals, ignored, mistyped };
  if (read.some(({ isClear }) => isClear)) return { request };
  return { problems: [nothingNamed(text, mistyped, index)], unread: request };
}

function requestOf(
  read: readonly ReadGoal[],
): Pick<Request, 'shape' | 'tables' | 'layers' | 'parts' | 'acts' | 'convert'> {
  const parts = read.flatMap((goal) => goal.parts);
  const convert = read.find((goal) => goal.convert)?.convert ?? null;
  const layers = new Set(parts.flatMap((part): readonly Layer[] => part.layers ?? []));
  return {
    shape: convert ? 'convert' : parts.length === 0 ? 'act' : 'make',
    tables: parts.some((part) => part.tables === null)
      ? null
      : uniqueTables(parts.flatMap((part) => part.tables ?? [])),
    layers: parts.some((part) => part.layers === null) ? null : LAYERS.filter((layer) => layers.has(layer)),
    parts,
    acts: read.flatMap((goal) => goal.acts),
    convert,
  };
}

function oneAtATime(read: readonly ReadGoal[]): Problem[] {
  const models = read.flatMap(({ convert }) => convert?.model ?? []);
  if (models.length < 2) return [];
  return [
    {
      code: 'REQUEST_UNCLEAR',
      message: `the request replaces ${models.join(' and ')}`,
      hint: 'Replace one model at a time: each plan then says what becomes of its readers.',
    },
  ];
}

/** Words that are looked up for what they may have meant. */
const MOST_LOOKED_UP = 20;
const SHORTEST = 4;
const LONGEST = 60;

function findMistyped(ignored: readonly string[], { names }: NameIndex): Request['mistyped'] {
  const words = ignored.filter(({ length }) => length >= SHORTEST && length <= LONGEST).slice(0, MOST_LOOKED_UP);
  return words.flatMap((word) => {
    const nearest = nearestName(word, names);
    return nearest === undefined ? [] : [{ word, nearest }];
  });
}

function nothingNamed(text: string, mistyped: Request['mistyped'], { names }: NameIndex): Problem {
  const meant = [...new Set(mistyped.map(({ nearest }) => nearest))];
  const asked = meant.length === 0 ? '' : `Did you mean ${nameSome(meant)}? `;
  return {
    code: 'REQUEST_UNCLEAR',
    message: `nothing in "${shownText(text)}" names a table, a source, a model or a layer`,
    hint: `${asked}There are ${nameSome(names)}; layers are ${LAYERS.join(', ')}. Leave the request out to plan for all tables.`,
  };
}
