import type { ExistingModel } from '../../context/context.ts';
import type { Warning } from '../../plan/plan.ts';
import { isModelSpec } from '../../plan/specs.ts';
import { indexProject } from '../coverage/project-index.ts';
import type { Draft, DraftAction } from '../draft.ts';
import { comparedName } from '../existing/compared-name.ts';
import { nameSome } from '../name-some.ts';
import type { ModelAct } from '../requests/request.ts';
import type { ActsContext } from './acts-context.ts';
import { addTests } from './add-tests.ts';
import { knowNodes } from './know-models.ts';
import type { KnowNodes, KnownModel } from './known-model.ts';
import { placeProperties } from './place-properties.ts';
import type { DraftedActs } from './retire-model.ts';
import { retireModel } from './retire-model.ts';
import { statedWords } from './stated-properties.ts';
import { updateDocs } from './update-docs.ts';

/**
 * The draft with what is asked of models that the project has: tests and descriptions that they lack, and a model that gives way to
 * another, behind what is made of the raw tables. Pure.
 */
export function withActs(draft: Draft, context: ActsContext): Draft {
  const nodes = knowNodes(context);
  const retired = retireModel(draft, context, nodes);
  const added = draftAdditions(draft, context, nodes);
  return {
    ...draft,
    actions: [...draft.actions, ...retired.actions, ...added.actions],
    warnings: [...draft.warnings, ...retired.warnings, ...added.warnings],
  };
}

function draftAdditions(draft: Draft, context: ActsContext, nodes: KnowNodes): DraftedActs {
  const { request, context: project } = context.acts;
  const own = project.existing_models.filter((model) => model.package === null);
  const byName = new Map(own.map((model) => [model.name, model]));
  const drafter = drafterOf(draft, context, nodes);
  const asked = request.acts.filter((each, index, all) => all.findIndex((one) => isSame(one, each)) === index);
  const drafted = asked.map((each) => {
    const model = byName.get(each.model);
    const actions = model?.enabled === true ? drafter(each, model) : [];
    return { each, model, actions: actions.map((action) => ({ ...action, goal_id: each.goal_id })) };
  });
  const idle = drafted.filter(({ actions, model }) => actions.length === 0 && model?.enabled === true);
  const off = drafted.filter(({ model }) => model?.enabled === false);
  return {
    actions: drafted.flatMap(({ actions }) => actions),
    warnings: [
      ...told(idle, 'add_tests', (names) => `${names}: every test that the rules know of is there already`),
      ...told(idle, 'update_docs', (names) => `${names}: all is described already`),
      ...told(off, null, (names) => `${names}: turned off, so nothing is added to it`),
    ],
  };
}

function isSame(one: ModelAct, other: ModelAct): boolean {
  return one.act === other.act && one.model === other.model;
}

/** Drafts one act on one model. */
function drafterOf(
  draft: Draft,
  context: ActsContext,
  nodes: KnowNodes,
): (act: ModelAct, model: ExistingModel) => readonly DraftAction[] {
  const { context: project, texts, words } = context.acts;
  const tested = { index: indexProject(project, texts), hasNode: nodeFinder(draft, context) };
  const stated = statedWords(texts);
  return ({ act }, model) => {
    const known = withoutDoubles(model, nodes.model(model.name) ?? NOTHING_KNOWN);
    const place = { model, known, properties: placeProperties(model, project) };
    if (act === 'add_tests') return addTests(place, tested);
    return updateDocs(place, { style: project.style, stated: stated(model), words: words?.get(model.name) });
  };
}

const NOTHING_KNOWN: KnownModel = { description: null, columns: [], unique_combination: null };

/** Without columns that the properties list twice: dbt takes the last, and nothing can be added to the one or the other safely. */
function withoutDoubles({ columns }: ExistingModel, known: KnownModel): KnownModel {
  const names = columns.map(({ name }) => comparedName(name));
  const twice = new Set(names.filter((name, index) => names.indexOf(name) !== index));
  return twice.size === 0
    ? known
    : { ...known, columns: known.columns.filter(({ name }) => !twice.has(comparedName(name))) };
}

/** Whether the project has a model, or a source table as `shop.orders`, and it is turned on; or the plan makes the model. */
function nodeFinder(draft: Draft, { acts: { context } }: ActsContext): (name: string) => boolean {
  const models = context.existing_models.filter(({ enabled }) => enabled).map(({ name }) => name);
  const tables = context.existing_sources.flatMap((source) =>
    source.tables.filter(({ enabled }) => enabled).map((table) => `${source.name}.${table.name}`),
  );
  const made = draft.actions.flatMap(({ spec }) => (isModelSpec(spec) ? [spec.name] : []));
  const names = new Set([...models, ...tables, ...made]);
  return (name) => names.has(name);
}

function told(
  drafted: readonly { readonly each: ModelAct }[],
  act: ModelAct['act'] | null,
  text: (names: string) => string,
): Warning[] {
  const asked = drafted.filter(({ each }) => act === null || each.act === act);
  const names = [...new Set(asked.map(({ each }) => each.model))];
  return names.length === 0 ? [] : [{ code: 'nothing_to_add', text: text(nameSome(names)) }];
}
