import type { Catalog, TableRef } from '../catalog/catalog.ts';
import { tableKey } from '../catalog/catalog.ts';
import type { ProjectContext } from '../context/context.ts';
import type { Beliefs } from '../inference/beliefs.ts';
import type { Warning } from '../plan/plan.ts';
import type { Draft, DraftAction } from './draft.ts';
import type { ExistingTables } from './existing/existing-tables.ts';
import { physicalName } from './existing/match-sources.ts';
import { beliefsOfInput } from './existing/tables-around.ts';
import { keylessTables, NO_KEY } from './keyless-tables.ts';
import { withoutDanglingTests } from './without-dangling-tests.ts';

/** A draft, and what it was made of. */
export interface DraftGround {
  readonly draft: Draft;
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly existing: ExistingTables;
  readonly context: Pick<ProjectContext, 'existing_models' | 'existing_sources'>;
}

/** Some of a draft: what of it is planned, and the rest as if it had not been asked for. */
export interface KeptDraft extends Pick<DraftGround, 'draft' | 'existing'> {
  /** The raw tables that it is about. */
  readonly catalog: Catalog;
  /** These, and those that models of the project read: with them all models can be bound. */
  readonly used: Catalog;
}

/**
 * The draft with those actions alone, without the tests and the questions about what is left out. Every text is otherwise as
 * a plan for all would have it, so that the rest can be planned later and changes no model that is there then. Pure.
 */
export function keepActions(kept: readonly DraftAction[], ground: DraftGround): KeptDraft {
  const { draft, catalog, beliefs, existing, context } = ground;
  const about = new Set(kept.flatMap(({ about: tables = [] }) => tables.map(tableKey)));
  const read = tablesRead(context);
  const isAbout = (table: TableRef): boolean => about.has(tableKey(table));
  const others = catalog.tables.map(tableKey).filter((key) => !about.has(key));
  return {
    draft: {
      ...draft,
      actions: withoutDanglingTests(kept, namesThere(context)),
      warnings: [...draft.warnings.filter(({ code }) => code !== NO_KEY), ...keylessAmong(kept, beliefs)],
      questions: beliefsOfInput(beliefs, new Set([...existing.around, ...others])).questions,
    },
    catalog: { ...catalog, tables: catalog.tables.filter(isAbout) },
    used: {
      ...catalog,
      tables: catalog.tables.filter((table) => isAbout(table) || read.has(table.name.toLowerCase())),
    },
    existing: withoutPlanned(existing, draft.actions, kept),
  };
}

/** The warning about tables without a key, of the tables alone that are staged. */
function keylessAmong(kept: readonly DraftAction[], { tables }: Beliefs): Warning[] {
  const staged = kept.flatMap(({ spec, about = [] }) => (spec.kind === 'staging' ? about : []));
  const keyless = new Set(tables.filter(({ primary_key }) => primary_key === null).map(tableKey));
  const without = staged.filter((table) => keyless.has(tableKey(table)));
  return keylessTables(without, staged.length);
}

/** Models that the project has, those of cartridge too. */
export function namesThere({ existing_models }: Pick<ProjectContext, 'existing_models'>): ReadonlySet<string> {
  return new Set(existing_models.filter(({ enabled }) => enabled).map(({ name }) => name));
}

/** Names of the raw tables that models of the project read, in lower case: more than these do no harm. */
function tablesRead({ existing_models, existing_sources }: DraftGround['context']): ReadonlySet<string> {
  const read = new Set(existing_models.flatMap(({ sources }) => sources));
  return new Set(
    existing_sources.flatMap(({ name, tables }) =>
      tables.filter((table) => read.has(`${name}.${table.name}`)).map((table) => physicalName(table).toLowerCase()),
    ),
  );
}

/** What cartridge declared of tables that are left out is kept in the files that both share. */
function withoutPlanned(
  existing: ExistingTables,
  drafted: readonly DraftAction[],
  kept: readonly DraftAction[],
): ExistingTables {
  const made = new Set(kept.flatMap(tablesMade));
  const left = new Set(drafted.flatMap(tablesMade).filter((name) => !made.has(name)));
  return { ...existing, planned: new Set([...existing.planned].filter((name) => !left.has(name))) };
}

/** Tables that an action declares, as `source.table`. */
export function tablesMade({ spec }: DraftAction): string[] {
  return spec.kind === 'source' ? spec.tables.map(({ name }) => `${spec.name}.${name}`) : [];
}
