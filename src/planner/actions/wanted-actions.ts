import * as z from 'zod';
import type { Where } from '../../errors.ts';

const wantedActionSchema = z.looseObject({
  type: z.string().min(1),
  name: z.string().min(1),
  /** By which other actions of the file may name it. */
  step_id: z.int().nonnegative().nullish(),
  description: z.string().nullish(),
  file_path: z.string().nullish(),
  dependencies: z.array(z.union([z.string(), z.int()])).nullish(),
  spec: z.record(z.string(), z.unknown()).nullish(),
});

/** A file of actions: a strategy, and the actions of a draft that are wanted. What else a whole plan holds may be there. */
export const wantedSchema = z.looseObject({
  strategy: z.enum(['greenfield', 'brownfield']).nullish(),
  actions: z.array(wantedActionSchema).min(1),
});

/** An action as the file lists it, with its place. */
export interface WantedAction extends z.infer<typeof wantedActionSchema> {
  readonly where: Where;
}

/** What a file of actions lists, as it was read. */
export interface WantedActions {
  readonly file: string;
  readonly strategy: 'greenfield' | 'brownfield' | null;
  readonly actions: readonly WantedAction[];
}
