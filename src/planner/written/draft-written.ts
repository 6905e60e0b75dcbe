import type { Layer, Style } from '../../context/style.ts';
import { canonicalJson } from '../../plan/canonical-json.ts';
import type { Delta, DeltaOf } from '../../plan/deltas.ts';
import type { WrittenSpec } from '../../plan/specs.ts';
import { dialectOf } from '../../sql/dialects/dialects.ts';
import type { DraftAction, NameRegistry } from '../draft.ts';
import { endOfSentence } from '../english.ts';
import { sayableText } from '../deltas/table-deltas.ts';
import { wordList } from '../marts/grain.ts';
import { inWords } from '../marts/role-names.ts';
import type { WrittenModel } from './check-written-model.ts';
import { checkWrittenModel } from './check-written-model.ts';
import { layOutWritten } from './lay-out-written.ts';
import { orderWritten, writtenRefs } from './order-written.ts';
import type { ReadableModels } from './reading.ts';
import { writtenColumns, writtenKey } from './written-columns.ts';
import { writtenEntity, writtenMart, writtenName } from './written-name.ts';

/** What written models are drafted into. */
export interface WrittenContext {
  readonly style: Style;
  readonly adapter: string;
  readonly layers: readonly Layer[];
  readonly names: NameRegistry;
  /** Models of the draft and of people. */
  readonly models: ReadableModels;
  /** Models by the names that the rules alone give them, where deltas gave them others. */
  readonly renamed: ReadonlyMap<string, string>;
  /** Deltas of earlier plans, whose goals are not those of this one. */
  readonly kept: readonly Delta[];
  /** Why some do not compile, by the names that their deltas give. */
  readonly faults: ReadonlyMap<string, string>;
  /** Source of each staging model, for names that hold one. */
  readonly sources: ReadonlyMap<string, string>;
}

/** What became of a written model: the name under which it is made, or why it is not. */
export type WrittenFate = { readonly model: string } | { readonly why: string };

export interface DraftedWritten {
  readonly actions: readonly DraftAction[];
  /** By the name that its delta gives; a layer that is not asked for has none. */
  readonly fates: ReadonlyMap<string, WrittenFate>;
}

/**
 * The models that a language model wrote, each after what it reads: checked again against what the draft makes, named in the
 * project's pattern, in its dialect and style. None takes the place of a model that the rules make or people have. Pure.
 */
export function draftWritten(deltas: readonly Delta[], context: WrittenContext): DraftedWritten {
  const asked = deltas
    .filter((delta) => delta.kind === 'write_model')
    .filter(({ layer }) => context.layers.includes(layer));
  const { ordered, circular } = orderWritten(asked);
  const fates = new Map<string, WrittenFate>();
  const models = new Map(context.models);
  const made = new Map<string, string>();
  const actions: DraftAction[] = [];
  for (const delta of circular)
    fates.set(delta.name, { why: 'it reads itself, through other models that were written' });
  for (const delta of ordered) {
    const name = writtenName(delta, context.style, sourceOf(delta, context));
    if (context.names.isTaken(name)) {
      // One of an earlier plan stands in the project, and what it reads is not all planned for now.
      if (!isKept(delta, context)) fates.set(delta.name, { why: `the name ${name} is taken` });
      continue;
    }
    const checked = checkWrittenModel(delta, { models, adapter: context.adapter });
    const fault = context.faults.get(delta.name);
    if ('problems' in checked || fault !== undefined) {
      const why = 'problems' in checked ? checked.problems.map(({ message }) => message).join('; ') : (fault ?? '');
      fates.set(delta.name, { why });
      continue;
    }
    context.names.claim(name, name);
    made.set(delta.name, name);
    models.set(
      delta.name,
      checked.columns.map((column) => ({ name: column, type: '' })),
    );
    fates.set(delta.name, { model: name });
    actions.push(writtenAction(delta, { name, checked, made }, context));
  }
  return { actions, fates };
}

function sourceOf(delta: DeltaOf<'write_model'>, { sources }: WrittenContext): string {
  return writtenRefs(delta).flatMap((ref) => sources.get(ref) ?? [])[0] ?? '';
}

interface NamedWritten {
  readonly name: string;
  readonly checked: WrittenModel;
  /** Names of written models, by those that their deltas give. */
  readonly made: ReadonlyMap<string, string>;
}

function writtenAction(delta: DeltaOf<'write_model'>, named: NamedWritten, context: WrittenContext): DraftAction {
  const { name, checked, made } = named;
  const spec = writtenSpec(delta, named, context);
  return {
    type: delta.layer === 'intermediate' ? 'create_intermediate' : 'create_mart',
    name,
    description: spec.description,
    dependencies: [...new Set(checked.refs.map((ref) => madeAs(ref, made, context)))],
    reason: { code: 'model_wrote', text: 'a model wrote its SQL, which no rule makes', evidence: [] },
    ...(delta.goal_id === undefined || isKept(delta, context) ? {} : { goal_id: delta.goal_id }),
    spec,
  };
}

/** The name under which a model is made that a writer knows by another. */
function madeAs(model: string, made: ReadonlyMap<string, string>, { renamed }: WrittenContext): string {
  return made.get(model) ?? renamed.get(model) ?? model;
}

function isKept(delta: Delta, { kept }: WrittenContext): boolean {
  return kept.some((each) => canonicalJson(each) === canonicalJson(delta));
}

function writtenSpec(
  delta: DeltaOf<'write_model'>,
  { name, checked, made }: NamedWritten,
  context: WrittenContext,
): WrittenSpec {
  const { style, adapter } = context;
  const { key, layer } = delta;
  const ref = (model: string): string => madeAs(model, made, context);
  const grain = `one row for each ${wordList(key.map(inWords))}`;
  const thing = inWords(writtenEntity(name, style));
  return {
    kind: 'written',
    name,
    layer,
    ...(layer === 'marts' ? { mart: writtenMart(name, style) } : {}),
    description: endOfSentence(sayableText(delta.description) ?? `Made for ${thing}, ${grain}`),
    grain,
    ...writtenKey(key, checked.isKeyProven),
    columns: writtenColumns(delta, { columns: checked.columns, thing, isKeyProven: checked.isKeyProven }),
    reads: [...new Set(checked.refs.map(ref))],
    sql: layOutWritten(checked.sql, {
      dialect: dialectOf(adapter),
      style,
      nameOf: ref,
    }),
  };
}
