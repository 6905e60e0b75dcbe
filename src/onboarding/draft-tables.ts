import type { Layer } from '../context/style.ts';
import type { Beliefs } from '../inference/beliefs.ts';
import type { Delta } from '../plan/deltas.ts';
import { hintsOf } from '../planner/deltas/hints-of.ts';
import type { Draft, DraftInput } from '../planner/draft.ts';
import { draftInput } from '../planner/draft-input.ts';
import { draftPlan } from '../planner/draft-plan.ts';
import type { OpenProject } from '../reading/read-project.ts';
import type { OpenTables, TablesRequest } from '../reading/read-tables.ts';

/** What the drafts of one plan have in common. */
export interface Ground {
  readonly request: TablesRequest & { readonly layers?: readonly Layer[] | undefined };
  readonly project: OpenProject;
  readonly tables: OpenTables;
}

/** A draft, and what it rests on. */
export interface Drafted {
  readonly draft: Draft;
  readonly input: DraftInput;
  readonly beliefs: Beliefs;
}

/** Drafts with deltas. What the tables mean is believed anew, since what a delta says of a key changes more than that. */
export async function draftTables({ request, project, tables }: Ground, deltas: readonly Delta[]): Promise<Drafted> {
  const { projectDir, sourceName, layers } = request;
  const beliefs = await tables.believe(hintsOf(deltas, tables.catalog));
  const readings = { projectDir, sourceName, layers, isChosen: isChosen(request), ...project, ...tables, beliefs };
  const input = { ...draftInput(readings), deltas };
  return { draft: draftPlan(input), input, beliefs };
}

/** Whether tables were selected or left out by name, so that others may be there. */
function isChosen({ selection }: TablesRequest): boolean {
  return [selection?.select, selection?.exclude].some((globs) => globs !== undefined && globs.length > 0);
}
