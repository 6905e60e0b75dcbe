import type { ExistingModel } from '../../context/context.ts';
import type { Style } from '../../context/style.ts';
import type { PropertiesSpec } from '../../plan/specs.ts';
import { cleanName } from '../clean-name.ts';
import { describeContent } from '../describe-content.ts';
import type { DraftAction } from '../draft.ts';
import { capital, words } from '../english.ts';
import { comparedName } from '../existing/compared-name.ts';
import { entityOf } from '../existing/existing-marts.ts';
import { plural, singular } from '../inflect.ts';
import { wordList } from '../marts/grain.ts';
import { nameSome } from '../name-some.ts';
import { BLOCK_NAME } from '../render/docs-blocks.ts';
import type { ModelWords } from './acts-input.ts';
import type { ModelToActOn } from './add-tests.ts';
import type { KnownColumn, Wording } from './known-model.ts';
import type { StatedWords } from './stated-properties.ts';
import { docsPath } from './texts-for-acts.ts';

/** What decides how descriptions are written, and which are there. */
export interface DocumentedProject {
  readonly style: Style;
  readonly stated: StatedWords;
  /** Better words than those of the rules. */
  readonly words: ModelWords | undefined;
}

/** The descriptions that a model and its columns lack, and the columns that its properties do not list; none, where nothing is lacking. Pure. */
export function updateDocs(
  { model, known, properties }: ModelToActOn,
  { style, stated, words: given }: DocumentedProject,
): DraftAction[] {
  const thing = thingOf(model, style);
  const listed = new Map(model.columns.map(({ name }) => [comparedName(name), name]));
  const columns = known.columns.flatMap((column): PropertiesSpec['columns'] => {
    const name = listed.get(comparedName(column.name));
    if (stated.columns.has(comparedName(column.name))) return [];
    const better = given?.columns?.get(column.name);
    const wording = better === undefined ? (column.description ?? byName(column, thing)) : { text: better };
    const type = name === undefined && column.data_type !== undefined ? { data_type: column.data_type } : {};
    return [
      { name: name ?? column.name, ...type, tests: [], ...written(wording, style, `${model.name}__${column.name}`) },
    ];
  });
  const own =
    given?.model === undefined ? (known.description ?? { text: madeOf(model, thing) }) : { text: given.model };
  const description = stated.model ? {} : written(own, style, model.name);
  if (columns.length === 0 && stated.model) return [];
  const spec: PropertiesSpec = {
    kind: 'properties',
    name: model.name,
    path: properties,
    ...description,
    columns,
    ...(style.docs === 'doc_blocks' ? { blocks_path: docsPath(model) } : {}),
  };
  const what = [...(stated.model ? [] : ['the model']), ...columns.map(({ name }) => name)];
  return [
    {
      type: 'update_docs',
      name: model.name,
      description: `Describes ${nameSome(what)} in ${properties}.`,
      dependencies: [],
      reason: { code: 'asked_for', text: `${model.name}: descriptions are added, as asked for`, evidence: [] },
      spec,
    },
  ];
}

/** A description where the project has them: in the YAML, or in a docs block of its own. */
function written(wording: Wording, { docs }: Style, name: string): { description: string; block?: string } {
  if ('block' in wording) return { description: '', block: wording.block };
  const isBlock = docs === 'doc_blocks' && BLOCK_NAME.test(name);
  return { description: wording.text, ...(isBlock ? { block: name } : {}) };
}

/** What the name alone says: a moment, by what time is written with in names. */
function byName({ name }: KnownColumn, thing: string): Wording {
  const belief = /_(?:at|ts|on|date)$/.test(name) ? ({ name, kind: 'timestamp' } as const) : undefined;
  return { text: describeContent({ name, thing, belief, isConverted: false }) };
}

/** What a row of the model is, by its name: `order item` of `fct_order_items`. */
function thingOf({ name }: ExistingModel, style: Style): string {
  const entity =
    entityOf(name, style) ??
    name.replace(/^(?:stg|base|int|mart|rpt|agg|src|raw)_+(?=.)/i, '').replace(/^.+?__(?=.)/, '');
  return words(singular(cleanName(entity) || name));
}

function madeOf({ refs, sources }: ExistingModel, thing: string): string {
  const parents = [...refs, ...sources];
  const things = capital(plural(thing));
  return parents.length === 0 ? `${things}.` : `${things}, made of ${wordList(parents)}.`;
}
