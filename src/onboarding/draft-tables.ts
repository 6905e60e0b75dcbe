import type { Catalog } from '../catalog/catalog.ts';
import type { ProjectContext } from '../context/context.ts';
import { LAYERS } from '../context/style.ts';
import type { Beliefs } from '../inference/beliefs.ts';
import type { Delta } from '../plan/deltas.ts';
import { hintsOf } from '../planner/deltas/hints-of.ts';
import type { Draft, DraftInput } from '../planner/draft.ts';
import { draftInput } from '../planner/draft-input.ts';
import { draftActs, draftPlan } from '../planner/draft-plan.ts';
import type { ExistingTables } from '../planner/existing/existing-tables.ts';
import { asRetired } from '../planner/requests/as-retired.ts';
import { layersToDraft, narrowDraft } from '../planner/requests/narrow-draft.ts';
import type { Request } from '../planner/requests/request.ts';
import { readActsTexts } from '../reading/acts-texts.ts';
import type { OpenProject } from '../reading/read-project.ts';
import type { OpenTables, TablesRequest } from '../reading/read-tables.ts';
import { writtenFaults } from '../verify/written/written-faults.ts';
import { stage } from '../reading/stage.ts';
import type { PlanRequest } from './plan-request.ts';

/** What the drafts of one plan have in common. */
export interface Ground {
  readonly request: PlanRequest;
  readonly project: OpenProject;
  readonly tables: OpenTables;
  /** Deltas that the project keeps. */
  readonly kept: readonly Delta[];
}

/** A draft, and what it rests on. */
export interface Drafted {
  readonly draft: Draft;
  readonly input: DraftInput;
  readonly beliefs: Beliefs;
  /** The raw tables that it is about, and what the project has of them. */
  readonly catalog: Catalog;
  readonly existing: ExistingTables;
  /** The raw tables that the models of the project take to be bound, too. */
  readonly used: Catalog;
}

/** What drafts differ by. */
export interface Drafting {
  readonly deltas: readonly Delta[];
  /** Null: all that the tables give. */
  readonly asked: Request | null;
}

/** Drafts with deltas. What the tables mean is believed anew, since what a delta says of a key changes more than that. */
export async function draftTables(ground: Ground, drafting: Drafting): Promise<Drafted> {
  const { request, tables } = ground;
  const hints = hintsOf(drafting.deltas, tables.existing.catalog);
  const beliefs = await stage('infer', request.onEvent, () => tables.believe(hints));
  return await draftBelieved(ground, beliefs, drafting);
}

/** The same of what is believed already: for all tables and layers, or as far as a request asks for them. */
export async function draftBelieved(ground: Ground, beliefs: Beliefs, { deltas, asked }: Drafting): Promise<Drafted> {
  const { request, project, tables, kept } = ground;
  const { projectDir, sourceName, onEvent } = request;
  const layers = layersToDraft(asked, { flag: request.layers, all: LAYERS });
  const readings = { projectDir, sourceName, layers, isChosen: isChosen(request), ...project, ...tables, beliefs };
  return await stage('draft', onEvent, async () => {
    const ofRules = { ...draftInput(readings), deltas, kept };
    // What a model wrote compiles, or it does not stand in the draft, whoever kept it since.
    const input = { ...ofRules, writtenFaults: await writtenFaults(ofRules, request.signal) };
    const { catalog, existing } = tables;
    const draft = draftPlan(asked === null ? input : { ...input, existing: asRetired(existing, asked) });
    const whole = { draft, input, beliefs, catalog, existing, used: catalog };
    return asked === null ? whole : await asFarAs(asked, whole, { context: project.context, projectDir });
  });
}

/** As far as a request asks for it: what is made of raw tables, and what is done with models that are there. */
async function asFarAs(
  asked: Request,
  whole: Drafted,
  { context, projectDir }: { readonly context: ProjectContext; readonly projectDir: string },
): Promise<Drafted> {
  const narrowed = { ...whole, ...narrowDraft(asked, { ...whole, context }) };
  const texts = await readActsTexts(projectDir, asked, context);
  return { ...narrowed, draft: draftActs(narrowed.draft, whole.input, { request: asked, context, texts }) };
}

/** Whether tables were selected or left out by name, so that others may be there. */
function isChosen({ selection }: TablesRequest): boolean {
  return [selection?.select, selection?.exclude].some((globs) => globs !== undefined && globs.length > 0);
}
