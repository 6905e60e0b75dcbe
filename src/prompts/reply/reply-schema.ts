import * as z from 'zod';

/**
 * What a model answers with: deltas against the draft, in the numbers that the prompt gave to tables and columns. One
 * shape for every call, so that a vendor compiles it once; flat and shallow, everything required and nothing nullable, no
 * unions, records or bounds, since those are what vendors refuse (inference.md 4). What does not apply is 0, "" or [].
 * Keys of each item are in the order in which a model should think.
 */
const item = z.object;
const id = z.number();
const ids = z.array(z.number());
const text = z.string();

export const replySchema = item({
  /** Tables that the request is about; empty: all that are shown. */
  tables: ids,
  /** `column` 0: the table itself. */
  renames: z.array(item({ table: id, column: id, name: text })),
  /** `column` 0: the table itself; -1: the mart made of it. */
  descriptions: z.array(item({ table: id, column: id, text })),
  roles: z.array(item({ table: id, why: text, role: text })),
  /** `columns` empty: nothing identifies a row. */
  keys: z.array(item({ table: id, why: text, columns: ids })),
  references: z.array(item({ table: id, columns: ids, why: text, to_table: id, to_columns: ids, holds: z.boolean() })),
  /** `mart`: fact, dimension, or none to drop the one that the draft makes. */
  marts: z.array(item({ table: id, why: text, mart: text })),
  measures: z.array(item({ table: id, column: id, why: text, function: text, name: text })),
  values: z.array(item({ table: id, column: id, values: z.array(z.string()) })),
  answers: z.array(item({ question: id, choice: text })),
  models: z.array(
    item({
      goal: text,
      why: text,
      layer: text,
      name: text,
      description: text,
      key: z.array(z.string()),
      columns: z.array(item({ name: text, description: text })),
      sql: text,
    }),
  ),
  /** `goal` empty: a further one, part of `parent`. */
  goals: z.array(item({ goal: text, parent: text, text, met: z.boolean() })),
});
export type Reply = z.infer<typeof replySchema>;

/** What a model answers when it looks back on a run. */
export const reflectionSchema = item({ summary: text, suggestions: z.array(z.string()) });
export type Reflection = z.infer<typeof reflectionSchema>;
