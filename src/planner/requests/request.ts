import type { TableRef } from '../../catalog/catalog.ts';
import type { Layer } from '../../context/style.ts';
import type { Goal } from '../../plan/goals.ts';

/** A request in the names of the catalog and the project: what of them it is about. Pure data. */
export interface Request {
  /** As the user wrote it. */
  readonly text: string;
  /** Make many nodes of raw tables; act on models that are there; replace a model by what is made of a new table. */
  readonly shape: 'make' | 'act' | 'convert';
  /** Raw tables that it is about, those of all parts; null: all of them. */
  readonly tables: readonly TableRef[] | null;
  /** Layers that it asks for; null: those asked for elsewhere. */
  readonly layers: readonly Layer[] | null;
  /** What is to be made, goal by goal; empty where it only acts on models that are there. */
  readonly parts: readonly RequestPart[];
  /** What to do with which models of the project; empty where none is to be acted on. */
  readonly acts: readonly ModelAct[];
  /** The model to retire, and the raw table whose staging model takes its place; null unless the shape is `convert`. */
  readonly convert: {
    readonly model: string;
    readonly by: TableRef;
    readonly goal_id: string;
  } | null;
  readonly goals: readonly Goal[];
  /** Words that nothing was made of, in the order of the request. */
  readonly ignored: readonly string[];
  /** Those of them that are nearly a name. */
  readonly mistyped: readonly { readonly word: string; readonly nearest: string }[];
}

/** What one goal asks to be made of raw tables. */
export interface RequestPart {
  readonly goal_id: string;
  /** Null: all of them. */
  readonly tables: readonly TableRef[] | null;
  /** Null: those asked for elsewhere. */
  readonly layers: readonly Layer[] | null;
  /** The kind of marts that it asks for; null: any. */
  readonly mart: 'fact' | 'dimension' | null;
  /** The sums that it asks for, which no rule makes; null: none. */
  readonly summary: Summary | null;
  /** Words that stand where a name should and name nothing. */
  readonly missing: readonly string[];
}

/** `monthly revenue by region`: what is summed, and by what, in words of the request; periods as `month`. */
export interface Summary {
  readonly of: readonly string[];
  readonly by: readonly string[];
}

export interface ModelAct {
  readonly act: 'add_tests' | 'update_docs';
  /** Name of a model of the project. */
  readonly model: string;
  readonly goal_id: string;
}
