import type { Style } from '../context/style.ts';
import type { Goal } from '../plan/goals.ts';
import type { Question } from '../inference/questions/question.ts';
import type { EncodedSchema } from './schema/encoded-schema.ts';

/** Whether people have models or sources in the project. */
export type Strategy = 'greenfield' | 'brownfield';

/** Tokens of the user part, unless said otherwise: a cluster of forty tables, and what else helps. */
export const USER_TOKENS = 6000;

/** What a prompt tells beside the tables. Pure data, none of it rows; all text of it may be hostile. */
export interface PromptInput {
  readonly strategy: Strategy;
  /** The tables that the call is about. */
  readonly schema: EncodedSchema;
  /** What the user asked for, in the user's words; null: nothing but the draft made better. */
  readonly request: string | null;
  readonly goals: readonly Pick<Goal, 'goal_id' | 'text'>[];
  /** Questions of the draft about these tables; a reply names them by their place here, from 1. */
  readonly questions: readonly Question[];
  /** What people have: the most telling first. */
  readonly existing: {
    readonly models: readonly { readonly name: string; readonly description?: string | undefined }[];
    readonly sources: readonly { readonly name: string; readonly tables: readonly string[] }[];
  };
  /** Names of models that earlier plans built, and that people refused or took back. */
  readonly history: { readonly built: readonly string[]; readonly refused: readonly string[] };
  readonly style: Style;
  /** Descriptions that people wrote in the project; a few short ones are shown. */
  readonly voice: readonly string[];
  readonly businessContext: string | null;
  /** Ceiling of the user part; what is not essential is left out, and counted. */
  readonly tokens?: number;
}

/** What the prompts that ask for SQL need on top. */
export interface ModelPromptInput extends PromptInput {
  /** Models that the SQL may read, with their columns; types are DuckDB's, empty where none is known. */
  readonly models: ReadonlyMap<string, readonly { readonly name: string; readonly type: string }[]>;
  /** The subset of SQL that holds for the project's adapter, a rule a line; empty: no SQL is asked for. */
  readonly sqlRules: readonly string[];
}
