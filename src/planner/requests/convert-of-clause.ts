import type { TableRef } from '../../catalog/catalog.ts';
import { tableKey, tableLabel } from '../../catalog/catalog.ts';
import type { ExistingModel } from '../../context/context.ts';
import type { Problem } from '../../errors.ts';
import { nameTokens } from '../../inference/names/tokens.ts';
import { nameSome } from '../name-some.ts';
import type { MatchedSource } from '../existing/match-sources.ts';
import type { Nameable } from './name-index.ts';
import { aboutOf, ownModels } from './name-index.ts';
import { scopeOf, tablesOf, uniqueTables } from './named-tables.ts';
import type { Clause } from './read-clause.ts';
import type { Request } from './request.ts';
import { shownText } from './shown-text.ts';

type Convert = Omit<NonNullable<Request['convert']>, 'goal_id'>;

/** What is read against: of the sources, which tables the project declares already. */
export interface ConvertGround extends Nameable {
  readonly sources: readonly MatchedSource[];
}

/**
 * Which model a clause such as `replace stg_old by the new source` retires, and the raw table whose staging model takes its place:
 * a table that is named, the table of the same thing in a source that is named, or the one that no source declares yet. Nothing is
 * guessed: what is not clear is a problem that lists what there is. Pure.
 */
export function convertOfClause(clause: Clause, ground: ConvertGround): Convert | { readonly problem: Problem } {
  const { named } = clause;
  const at = named.findIndex(({ meaning }) => (meaning?.models.length ?? 0) > 0);
  const model = named[at]?.meaning?.models[0];
  if (!model) {
    const names = ownModels(ground.context).map(({ name }) => name);
    return unclear(clause, 'names no model of the project to replace', namesHint('Models are', names));
  }
  if (clause.verb === 'retire' && named.length === 1) {
    const hint = `Say so: "replace ${model.name} by TABLE and retire it". Cartridge never deletes a model, it turns it off.`;
    return unclear(clause, `does not say what takes the place of ${model.name}`, hint);
  }
  const others = named.filter((_, place) => place !== at);
  const tables = uniqueTables(others.flatMap(tablesOf));
  const candidates =
    tables.length > 0 ? tables : uniqueTables([...others.flatMap(scopeOf), ...newTables(clause, ground)]);
  const by = choose(candidates, model, ground);
  if (by) return { model: model.name, by };
  const hint =
    candidates.length === 0
      ? 'Name the raw table: "replace MODEL by SCHEMA.TABLE". Every table of the input is read by a model already.'
      : namesHint(`Name the raw table: "replace ${model.name} by TABLE". It could be`, candidates.map(tableLabel));
  return unclear(clause, `does not say which table takes the place of ${model.name}`, hint);
}

/** The only candidate, or the only one that is about the same thing as the model, by its name or that of what it reads. */
function choose(
  candidates: readonly TableRef[],
  model: ExistingModel,
  { context, sources }: ConvertGround,
): TableRef | null {
  if (candidates.length <= 1) return candidates[0] ?? null;
  const read = model.sources.map((name) => nameTokens(name.slice(name.indexOf('.') + 1)));
  const about = new Set([...aboutOf(model, context.style.naming), ...read].map((words) => words.join(' ')));
  const homes = new Map(sources.flatMap(({ name, tables }) => tables.map((table) => [tableKey(table), name] as const)));
  const same = candidates.filter((table) => {
    const home = homes.get(tableKey(table)) ?? '';
    return [table.name, `${home} ${table.name}`].some((name) => about.has(nameTokens(name).join(' ')));
  });
  return same.length === 1 ? (same[0] ?? null) : null;
}

/** The tables that no model reads yet, where something new is meant. */
function newTables({ text }: Clause, { sources, context }: ConvertGround): TableRef[] {
  if (!/\bnew\b/i.test(text)) return [];
  const read = new Set(ownModels(context).flatMap((model) => model.sources.map((name) => name.toLowerCase())));
  return sources.flatMap(({ tables, declared }) =>
    tables.filter(({ name }) => {
      const known = declared.get(name);
      return !known || !read.has(`${known.source.name}.${known.table.name}`.toLowerCase());
    }),
  );
}

function namesHint(before: string, names: readonly string[]): string {
  return names.length === 0 ? 'There is none yet.' : `${before} ${nameSome(names)}.`;
}

function unclear({ text }: Clause, message: string, hint: string): { readonly problem: Problem } {
  return { problem: { code: 'REQUEST_UNCLEAR', message: `"${shownText(text)}" ${message}`, hint } };
}
