import type { TableRef } from '../../catalog/catalog.ts';
import type { Layer } from '../../context/style.ts';
import type { Goal } from '../../plan/goals.ts';

/** A request in the names of the catalog and the project: what of them it is about. Pure data. */
export interface Request {
  /** As the user wrote it. */
  readonly text: string;
  /** Make many nodes of raw tables; act on models that are there; replace a model by what is made of a new table. */
  readonly shape: 'make' | 'act' | 'convert';
  /** Raw tables that it is about; null: all of them. */
  readonly tables: readonly TableRef[] | null;
  /** Layers that it asks for; null: those asked for elsewhere. */
  readonly layers: readonly Layer[] | null;
  /** What to do with which models of the project; empty unless the shape is `act`. */
  readonly acts: readonly ModelAct[];
  /** The model to retire, and the raw table whose staging model takes its place; null unless the shape is `convert`. */
  readonly convert: { readonly model: string; readonly by: TableRef } | null;
  readonly goals: readonly Goal[];
  /** Words that nothing was made of, in the order of the request. */
  readonly ignored: readonly string[];
}

export interface ModelAct {
  readonly act: 'add_tests' | 'update_docs';
  /** Name of a model of the project. */
  readonly model: string;
  readonly goal_id: string;
}
