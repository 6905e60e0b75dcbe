import type { TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Layer } from '../../context/style.ts';
import type { SourceSpec } from '../../plan/specs.ts';
import type { DraftAction } from '../draft.ts';
import { countTables } from '../draft-source.ts';
import type { DraftGround, KeptDraft } from '../keep-actions.ts';
import { keepActions, tablesMade } from '../keep-actions.ts';
import type { Request, RequestPart } from './request.ts';

/**
 * The draft as far as a request asks for it: the models of the tables and layers that it names, with all that these select
 * from, and what was written for its goals. A mart comes whole, with the staging models and totals that it joins; of a source
 * only the tables that are needed. Pure.
 */
export function narrowDraft(request: Request, ground: DraftGround): KeptDraft {
  const asked = request.parts.map(asksFor);
  const wanted = ground.draft.actions.filter((action) => isWrittenFor(action) || asked.some((asks) => asks(action)));
  const kept = new Set(withParents(wanted, ground.draft.actions));
  const declared = new Set([...kept].flatMap(({ dependencies }) => dependencies));
  const staged = request.parts.filter(({ layers }) => layers === null || layers.includes('staging'));
  const tables = new Set(staged.flatMap((part) => part.tables ?? ground.catalog.tables).map(tableKey));
  const needs = (name: string, about: TableRef | undefined): boolean =>
    declared.has(`source:${name}`) || (about !== undefined && tables.has(tableKey(about)));
  const sources = ground.draft.actions.map((action) => withTables(action, needs));
  const hasAny = kept.size > 0 || sources.some((action) => tablesMade(action).length > 0);
  return keepActions(
    sources.filter(
      (action, at) =>
        kept.has(ground.draft.actions[at] ?? action) ||
        tablesMade(action).length > 0 ||
        (action.type === 'create_project' && hasAny),
    ),
    ground,
  );
}

/** Whether a language model wrote it for a goal of the request. */
function isWrittenFor({ spec, goal_id }: DraftAction): boolean {
  return spec.kind === 'written' && goal_id !== undefined;
}

/** The layers to draft: those that the user gave by a flag, else all where the request names some, which narrows them later. */
export function layersToDraft<L extends readonly Layer[] | undefined>(
  request: Request | null,
  { flag, all }: { readonly flag: L; readonly all: readonly Layer[] },
): L | readonly Layer[] {
  return flag === undefined && request?.layers ? all : flag;
}

/** Whether an action makes what a part of a request names itself, not what that stands on. */
export function asksFor(part: RequestPart): (action: DraftAction) => boolean {
  const { layers, mart } = part;
  const tables = part.tables && new Set(part.tables.map(tableKey));
  const isAbout = ({ about = [] }: DraftAction): boolean =>
    tables === null || about.some((table) => tables.has(tableKey(table)));
  return (action) => {
    const { spec } = action;
    if (!isAbout(action)) return false;
    switch (spec.kind) {
      case 'staging':
      case 'staging_columns':
        return layers === null || layers.includes('staging');
      case 'intermediate':
        return layers === null ? tables === null : layers.includes('intermediate');
      case 'mart':
        return (layers === null || layers.includes('marts')) && (mart === null || spec.mart === mart);
      case 'written':
        return tables === null && layers === null;
      case 'project':
      case 'source':
      case 'properties':
      case 'retired':
        return false;
    }
  };
}

/** Actions with all that they depend on, in the order of the draft. */
function withParents(wanted: readonly DraftAction[], all: readonly DraftAction[]): DraftAction[] {
  const byName = new Map(all.filter(({ spec }) => spec.kind !== 'source').map((action) => [action.name, action]));
  const kept = new Set<DraftAction>();
  const waiting = [...wanted];
  for (let action = waiting.pop(); action !== undefined; action = waiting.pop()) {
    if (kept.has(action)) continue;
    kept.add(action);
    waiting.push(...action.dependencies.flatMap((name) => byName.get(name) ?? []));
  }
  return all.filter((action) => kept.has(action));
}

/** A source with the tables alone that are needed. */
function withTables(action: DraftAction, needs: (name: string, about: TableRef | undefined) => boolean): DraftAction {
  const { spec, about = [] } = action;
  if (spec.kind !== 'source') return action;
  const isNeeded = spec.tables.map(({ name }, at) => needs(`${spec.name}.${name}`, about[at]));
  if (isNeeded.every(Boolean)) return action;
  const narrowed: SourceSpec = { ...spec, tables: spec.tables.filter((_, at) => isNeeded[at]) };
  const words = countTables(narrowed.tables);
  const description =
    action.type === 'create_source'
      ? `Declares the source ${spec.name} with ${words}.`
      : `Adds to the source ${spec.name} in ${spec.path ?? 'its file'}: ${words}.`;
  return { ...action, description, about: about.filter((_, at) => isNeeded[at]), spec: narrowed };
}
