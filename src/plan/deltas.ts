import * as z from 'zod';
import { ROLES } from '../inference/beliefs.ts';

/**
 * Deltas: what a refinement changes of the draft that the rules make. Small, about names that the catalog knows, each
 * checked before it counts; kept with the project once applied, so that the next plan, made without a model, is the same.
 */
const tableRef = z.object({ schema: z.string().optional(), name: z.string() });

const name = z.string().regex(/^[a-z_][a-z0-9_]*$/);

/** Why, in a few words of the model; shown to people, never rendered into SQL. */
const because = { why: z.string() };

export const deltaSchema = z.discriminatedUnion('kind', [
  /** What the project calls the rows of a raw table: many of them, as `customers`. */
  z.object({ kind: z.literal('rename_table'), table: tableRef, name, ...because }),
  /** Name under which a raw column comes out of staging. */
  z.object({ kind: z.literal('rename_column'), table: tableRef, column: z.string(), name, ...because }),
  z.object({ kind: z.literal('describe_table'), table: tableRef, text: z.string(), ...because }),
  z.object({ kind: z.literal('describe_column'), table: tableRef, column: z.string(), text: z.string(), ...because }),
  /** Of the mart that is made of a raw table. */
  z.object({ kind: z.literal('describe_mart'), table: tableRef, text: z.string(), ...because }),
  z.object({ kind: z.literal('role'), table: tableRef, role: z.enum(ROLES), ...because }),
  /** Raw columns that identify a row; none: nothing does. */
  z.object({ kind: z.literal('key'), table: tableRef, columns: z.array(z.string()), ...because }),
  /** Whether columns point to a table. */
  z.object({
    kind: z.literal('relationship'),
    table: tableRef,
    columns: z.array(z.string()).min(1),
    to: tableRef,
    to_columns: z.array(z.string()),
    holds: z.boolean(),
    ...because,
  }),
  z.object({ kind: z.literal('add_mart'), table: tableRef, mart: z.enum(['fact', 'dimension']), ...because }),
  z.object({ kind: z.literal('drop_mart'), table: tableRef, ...because }),
  /** A total of a raw column of a child table, in the facts that sum the child up; `name` as it comes out. */
  z.object({
    kind: z.literal('measure'),
    table: tableRef,
    column: z.string(),
    function: z.enum(['sum', 'min', 'max']),
    name,
    ...because,
  }),
  /** Only values that the rows showed. */
  z.object({
    kind: z.literal('accepted_values'),
    table: tableRef,
    column: z.string(),
    values: z.array(z.string()).min(1),
    ...because,
  }),
  /** The choice of a question of the draft. */
  z.object({ kind: z.literal('answer'), question: z.string(), choice: z.string(), ...because }),
  /** A model that rules cannot express. `sql` is one select, with `{{ ref('name') }}` for what it reads and nothing else of Jinja. */
  z.object({
    kind: z.literal('write_model'),
    layer: z.enum(['intermediate', 'marts']),
    name,
    description: z.string(),
    /** Columns, as they come out, that identify a row. */
    key: z.array(z.string()).min(1),
    columns: z.array(z.object({ name, description: z.string() })),
    sql: z.string(),
    goal_id: z.string().optional(),
    ...because,
  }),
]);
export type Delta = z.infer<typeof deltaSchema>;
export type DeltaOf<K extends Delta['kind']> = Extract<Delta, { kind: K }>;

/** A delta that did not hold, and why, in words for a person. */
export interface RefusedDelta {
  readonly delta: Delta;
  readonly why: string;
}

/** What a delta changes: two deltas of the same identity cannot both hold. */
export function deltaIdentity(delta: Delta): string {
  const table = 'table' in delta ? [delta.table.schema ?? '', delta.table.name] : [];
  switch (delta.kind) {
    case 'rename_column':
    case 'describe_column':
    case 'accepted_values':
      return JSON.stringify([delta.kind, ...table, delta.column]);
    case 'measure':
      return JSON.stringify([delta.kind, ...table, delta.column, delta.function]);
    case 'relationship':
      return JSON.stringify([
        delta.kind,
        ...table,
        ...delta.columns.toSorted(),
        '>',
        delta.to.schema ?? '',
        delta.to.name,
      ]);
    case 'answer':
      return JSON.stringify([delta.kind, delta.question]);
    case 'write_model':
      return JSON.stringify([delta.kind, delta.name]);
    case 'add_mart':
    case 'drop_mart':
      return JSON.stringify(['mart', ...table]);
    case 'rename_table':
    case 'describe_table':
    case 'describe_mart':
    case 'role':
    case 'key':
      return JSON.stringify([delta.kind, ...table]);
  }
}
