import { areaFolders, DIMENSION_WORDS, FACT_WORDS, layerPrefix } from './layer-words.ts';
import type { LayeredModel } from './layers.ts';
import type { Vote } from './votes.ts';
import { snakeCase } from './word-forms.ts';

/** What the names of facts, dimensions and intermediate models say. */
export interface LaterNames {
  readonly intermediate: readonly Vote[];
  readonly fact: readonly Vote[];
  readonly dimension: readonly Vote[];
}

/** What so many names of a layer have in common belongs to the pattern. */
const SHARED = 0.5;
/** One name alone shows no habit: two must begin with a word, unless it is a layer's, and so many be called facts. */
const FEWEST_CALLED = 2;

/**
 * Learns how the models after staging are named. Facts and dimensions are known by their words (`fct_`, `_dim`); where a
 * project has none, they are named as its marts are. Pure.
 */
export function readLaterNames(models: readonly LayeredModel[]): LaterNames {
  const marts = readNames(models.filter(({ layer }) => layer === 'marts'));
  const isCalled = ({ rest }: AreaName, words: ReadonlySet<string>): boolean => findKind(rest, words) !== null;
  const facts = marts.filter((name) => isCalled(name, FACT_WORDS));
  const dimensions = marts.filter((name) => isCalled(name, DIMENSION_WORDS));
  const plain = marts.filter((name) => !isCalled(name, FACT_WORDS) && !isCalled(name, DIMENSION_WORDS));
  const start = sharedStart(marts);
  const patternsOf = (called: readonly AreaName[], words: ReadonlySet<string>): Vote[] =>
    byArea(called.map((name) => kindPattern(name, words, start)));
  const ofPlain = sharedVotes(plain);
  return {
    intermediate: sharedVotes(readNames(models.filter(({ layer }) => layer === 'intermediate'))),
    fact: kindVotes(patternsOf(facts, FACT_WORDS), ofPlain, dimensions.length),
    dimension: kindVotes(patternsOf(dimensions, DIMENSION_WORDS), ofPlain, facts.length),
  };
}

/**
 * The votes of the marts that are called a kind; with those of marts without a word where hardly one is called so. Where most
 * are called the other kind, these are something else: reports, bridges.
 */
function kindVotes(called: readonly Vote[], plain: readonly Vote[], others: number): readonly Vote[] {
  if (called.length === 0) return others >= plain.length ? [] : plain;
  return called.length >= FEWEST_CALLED || called.length >= plain.length ? called : [...called, ...plain];
}

/** A name, parted from the area that it begins with: `finance__fct_orders` in `finance/` is `{source}__` and `fct_orders`. */
interface AreaName {
  readonly model: LayeredModel;
  readonly area: string;
  readonly rest: string;
}

function readNames(models: readonly LayeredModel[]): AreaName[] {
  return models.map((model) => {
    const name = model.name.toLowerCase();
    const area = areaOf(model);
    return area === null
      ? { model, area: '', rest: name }
      : { model, area: '{source}__', rest: name.slice(area.length + 2) };
  });
}

/** The folder that a model's name begins with, before a double underscore; null if there is none. Pure. */
export function areaOf({ name, folder }: LayeredModel): string | null {
  const area = /^(.+?)__./.exec(name.toLowerCase())?.[1];
  return area !== undefined && areaFolders(folder).some((part) => snakeCase(part) === area) ? area : null;
}

/** The word of a kind at either end of a name, or second; null if there is none. */
function findKind(name: string, words: ReadonlySet<string>): { readonly at: number; readonly word: string } | null {
  const parts = [...name.matchAll(/[^_]+/g)].map((match) => ({ at: match.index, word: match[0] }));
  if (parts.length < 2) return null;
  return [parts[0], parts.at(-1), parts[1]].find((part) => words.has(part?.word ?? '')) ?? null;
}

/** A name as what is constant, what parts it from the rest, and the rest, in which an area may be. */
interface Pattern {
  readonly model: LayeredModel;
  readonly head: string;
  readonly rest: string;
  readonly tail: string;
}

/** `dim_{entity}` of `dim_customers`; `wh_{entity}_dim` where all marts begin with `wh_`. */
function kindPattern({ model, area, rest }: AreaName, words: ReadonlySet<string>, start: string): Pattern {
  const { at, word } = findKind(rest, words) ?? { at: 0, word: '' };
  const isLast = at + word.length === rest.length;
  if (isLast) {
    const head = rest.startsWith(start) && start.length < at ? start : '';
    const gap = /_*$/.exec(rest.slice(0, at))?.[0] ?? '';
    return { model, head: area + head, rest: rest.slice(head.length, at - gap.length), tail: gap + word };
  }
  const gap = /^_*/.exec(rest.slice(at + word.length))?.[0] ?? '';
  const end = at + word.length + gap.length;
  return { model, head: area + rest.slice(0, end), rest: rest.slice(end), tail: '' };
}

/** Votes for what all names of a layer share: `int_{entity}`, `mart_{source}__{entity}`, or nothing but `{entity}`. */
function sharedVotes(names: readonly AreaName[]): Vote[] {
  const start = sharedStart(names);
  return byArea(
    names.map(({ model, area, rest }) => {
      const head = rest.startsWith(start) ? start : '';
      return { model, head: area + head, rest: rest.slice(head.length), tail: '' };
    }),
  );
}

/** Writes patterns as votes: where most of them have an area before a double underscore, it is part of the pattern. */
function byArea(patterns: readonly Pattern[]): Vote[] {
  const hasArea = ({ rest }: Pattern): boolean => /[a-z0-9]__[a-z0-9]/.test(rest);
  const isByArea = patterns.filter(hasArea).length >= patterns.length * SHARED;
  return patterns.map((pattern) => ({
    value: `${pattern.head}${isByArea && hasArea(pattern) ? '{source}__' : ''}{entity}${pattern.tail}`,
    voter: pattern.model,
  }));
}

/** The first word that most of the names have, with what parts it from the rest; empty if there is none. */
function sharedStart(names: readonly AreaName[]): string {
  const counts = new Map<string, number>();
  for (const { rest } of names) {
    const word = /^[a-z0-9]+_+(?=.)/.exec(rest)?.[0] ?? '';
    counts.set(word, (counts.get(word) ?? 0) + 1);
  }
  const [[word, count] = ['', 0]] = [...counts].sort(([a, one], [b, other]) => other - one || (a < b ? -1 : 1));
  const fewest = layerPrefix(word + 'x') === '' ? FEWEST_CALLED : 1;
  return count >= Math.max(fewest, names.length * SHARED) ? word : '';
}
