import type { StagedModel } from './staged-models.ts';
import type { Vote } from './votes.ts';
import { layerPrefix } from './layer-words.ts';
import { entityForms, plural, singular, snakeCase } from './word-forms.ts';

/** One way to read a name: `stg_shop__orders` as `stg_{source}__{entity}` with the entity orders. */
interface Reading {
  readonly pattern: string;
  readonly entity: string;
  /** How much of the name it explains by what the model selects from. */
  readonly weight: number;
}

/** What the names of staging models say: how they are put together, and what stands for the raw table in them. */
export interface StagingNames {
  readonly naming: readonly Vote[];
  readonly entity: readonly Vote[];
}

/**
 * Learns how staging models are named: every name is aligned with the source and the table that it selects from, in all
 * ways that it can be; the pattern that explains most of them is the convention. So no spelling is known beforehand, and
 * words that stand in one name only decide nothing. Pure.
 */
export function readStagingNames(models: readonly StagedModel[]): StagingNames {
  const readings = models.map((model) => ({ model, readings: readName(model) }));
  const weights = new Map<string, number>();
  for (const { pattern, weight } of readings.flatMap((each) => each.readings)) {
    weights.set(pattern, (weights.get(pattern) ?? 0) + weight);
  }
  const [best = ''] = [...weights].sort(([a, one], [b, other]) => other - one || bySpecific(a, b)).map(([one]) => one);
  const chosen = readings.flatMap(({ model, readings }) => {
    const reading = readings.find(({ pattern }) => pattern === best) ?? heaviest(readings);
    return reading ? [{ model, reading }] : [];
  });
  return {
    naming: chosen.map(({ model, reading }) => ({ value: reading.pattern, voter: model })),
    entity: entityVotes(withRawTable(chosen.filter(({ reading }) => reading.pattern === best))),
  };
}

interface ReadModel {
  readonly model: StagedModel;
  readonly reading: Reading;
}

/** Those that stage a raw table; all where none does. */
function withRawTable(chosen: readonly ReadModel[]): readonly ReadModel[] {
  const raw = chosen.filter(({ model }) => model.source !== null);
  return raw.length > 0 ? raw : chosen;
}

/** Known from the raw table; only placed by the source's name; only told by the layer's prefix. */
const WEIGHTS = { known: 20, derived: 18, placed: 10, prefixed: 5, none: 0 };

/** Every way to read a name, each pattern once with its greatest weight. */
function readName({ name, table, sourceNames }: StagedModel): Reading[] {
  const lower = name.toLowerCase();
  const readings = sourceNames.flatMap((source) => {
    const at = wordAt(lower, source);
    const [, gap = '', rest = ''] = (at === -1 ? null : /^(_+)(.+)$/.exec(lower.slice(at + source.length))) ?? [];
    const inner = layerPrefix(rest);
    const head = `${lower.slice(0, Math.max(at, 0))}{source}${gap}${inner}`;
    return rest === '' ? [] : readEntity(rest.slice(inner.length), { table, head });
  });
  const prefix = layerPrefix(lower);
  const after = /^[a-z0-9_]*?[a-z0-9]__(.+)$/.exec(lower.slice(prefix.length))?.[1];
  if (readings.length === 0 && prefix !== '' && after !== undefined)
    readings.push(...readEntity(after, { table, head: `${prefix}{source}__` }));
  if (prefix !== '')
    readings.push({ pattern: `${prefix}{entity}`, entity: lower.slice(prefix.length), weight: WEIGHTS.prefixed });
  for (const form of entityForms(table)) {
    const at = wordAt(lower, form);
    if (at === -1) continue;
    readings.push(...readEntity(lower.slice(at), { table, head: lower.slice(0, at) }));
    break;
  }
  return heaviestOfEach(readings);
}

/** The rest of a name as the entity, with a constant ending where the raw table tells what the entity is. */
function readEntity(rest: string, { table, head }: { table: string; head: string }): Reading[] {
  const form = entityForms(table).find((each) => rest === each || rest.startsWith(`${each}_`));
  const whole = {
    pattern: `${head}{entity}`,
    entity: rest,
    weight: head.includes('{') ? WEIGHTS.placed : WEIGHTS.none,
  };
  if (form === undefined) return [whole];
  const weight = form === snakeCase(table) ? WEIGHTS.known : WEIGHTS.derived;
  const known = { pattern: `${head}{entity}${rest.slice(form.length)}`, entity: form, weight };
  return form === rest ? [known] : [known, whole];
}

/** Where a word or some words stand in a name, whole; -1 if nowhere. */
function wordAt(name: string, words: string): number {
  if (words === '') return -1;
  for (let at = name.indexOf(words); at !== -1; at = name.indexOf(words, at + 1)) {
    const end = at + words.length;
    if ((at === 0 || name[at - 1] === '_') && (end === name.length || name[end] === '_')) return at;
  }
  return -1;
}

function heaviestOfEach(readings: readonly Reading[]): Reading[] {
  const best = new Map<string, Reading>();
  for (const reading of readings) {
    if (reading.weight > (best.get(reading.pattern)?.weight ?? -1)) best.set(reading.pattern, reading);
  }
  return [...best.values()];
}

function heaviest(readings: readonly Reading[]): Reading | undefined {
  return [...readings].sort((a, b) => b.weight - a.weight || bySpecific(a.pattern, b.pattern))[0];
}

/** Patterns that hold the source before those that do not, then by their text. */
function bySpecific(a: string, b: string): number {
  return Number(b.includes('{source}')) - Number(a.includes('{source}')) || (a < b ? -1 : 1);
}

/** So many names must have another number than their tables before the rest is thought to follow them. */
const CHANGED = 0.1;

/**
 * Plural, singular or as the raw table has it. Where names equal those of their tables, the number is the tables' own: only
 * names of another number show that somebody chose, and then a name that has their number anyway follows them.
 */
function entityVotes(chosen: readonly ReadModel[]): Vote[] {
  const compared = chosen.map(({ model, reading: { entity } }) => {
    const raw = model.source === null ? null : snakeCase(model.table);
    const isSame = raw !== null && entity.replaceAll('_', '') === raw.replaceAll('_', '');
    return { model, isSame, number: numberOf(entity), isChanged: !isSame && raw !== null && isNumberOf(entity, raw) };
  });
  const changed = compared.filter(({ isChanged }) => isChanged);
  const plurals = changed.filter(({ number }) => number === 'plural').length;
  const rule = plurals * 2 >= changed.length ? 'plural' : 'singular';
  const isRule = changed.length > compared.length * CHANGED;
  return compared.map(({ model, isSame, number }) => ({
    value: isSame && !(isRule && number === rule) ? 'as_raw' : number,
    voter: model,
  }));
}

/** Whether an entity is the name of a raw table, or its end, in the other number. */
function isNumberOf(entity: string, raw: string): boolean {
  const other = numberOf(entity) === 'plural' ? singular(entity) : plural(entity);
  return other !== entity && (raw === other || raw.endsWith(`_${other}`));
}

function numberOf(entity: string): 'plural' | 'singular' {
  return plural(entity) === entity ? 'plural' : 'singular';
}
