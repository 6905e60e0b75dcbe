import type { Catalog, Table, TableRef } from '../../catalog/catalog.ts';
import { tableKey } from '../../catalog/catalog.ts';
import type { Layer } from '../../context/style.ts';
import type { Beliefs } from '../../inference/beliefs.ts';
import type { IntermediateSpec, MartSpec, ModelSpec } from '../../plan/specs.ts';
import { isModelSpec } from '../../plan/specs.ts';
import type { DraftAction } from '../draft.ts';
import type { DescribedTable } from '../draft-staging.ts';
import { groupBy } from '../group-by.ts';
import type { WrittenFate } from '../written/draft-written.ts';
import type { Renaming } from './rename-tables.ts';

/** What became of a delta. */
export type DeltaFate =
  /** `touched`: names of the models that it is about. */
  | { readonly kind: 'followed'; readonly touched: readonly string[] }
  | { readonly kind: 'refused'; readonly why: string }
  /** What it is about is not in what was read: a table that another input may hold, or a column that is gone from a table. */
  | { readonly kind: 'no_table' | 'no_column'; readonly why: string }
  /** It is about a layer that was not asked for. */
  | { readonly kind: 'idle' };

/** What a draft is made from and of, to see in what became of deltas. */
export interface DraftedParts {
  readonly catalog: Catalog;
  readonly beliefs: Beliefs;
  readonly layers: readonly Layer[];
  /** All tables but those that people turned off. */
  readonly tables: readonly DescribedTable[];
  readonly renamings: ReadonlyMap<string, Renaming>;
  readonly actions: readonly DraftAction[];
  /** What became of models that a language model wrote, by the names that their deltas give. */
  readonly written: ReadonlyMap<string, WrittenFate>;
}

/** The same, looked up by table and by model. */
export interface Drafted extends DraftedParts {
  rawTable(table: TableRef): Table | undefined;
  /** By `tableKey`. */
  readonly byKey: ReadonlyMap<string, DescribedTable>;
  /** Every model that is made, by name. */
  readonly models: ReadonlyMap<string, ModelSpec>;
  /** The mart that is made of a staging model. */
  readonly marts: ReadonlyMap<string, MartSpec>;
  /** The totals that sum a staging model up. */
  readonly totals: ReadonlyMap<string, readonly IntermediateSpec[]>;
}

export function lookUpDrafted(parts: DraftedParts): Drafted {
  const models = parts.actions.flatMap(({ spec }) => (isModelSpec(spec) ? [spec] : []));
  const raw = new Map(parts.catalog.tables.map((table) => [tableKey(table), table]));
  const totals = models.flatMap((spec) => (spec.kind === 'intermediate' ? [spec] : []));
  return {
    ...parts,
    rawTable: (table) => raw.get(tableKey(table)),
    byKey: new Map(parts.tables.map((each) => [tableKey(each.toStage.table), each])),
    models: new Map(models.map((spec) => [spec.name, spec])),
    marts: new Map(models.flatMap((spec) => (spec.kind === 'mart' ? [[spec.base.model, spec]] : []))),
    totals: groupBy(totals, ({ from }) => [from]),
  };
}
