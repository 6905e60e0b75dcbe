import { z } from 'zod';
import type { SchemaScore } from './evaluate.ts';
import { measuresOf } from './score.ts';
import { digits, table } from './text-table.ts';

/** The part of an earlier run's `--json` that this one is compared with. */
const earlierSchema = z.looseObject({
  schemas: z.array(
    z.looseObject({
      name: z.string(),
      primary_keys: z.looseObject({ right: z.number() }),
      foreign_keys: z.looseObject({ right: z.number(), found: z.number(), f1: z.number().nullable() }),
    }),
  ),
});
export type Earlier = z.infer<typeof earlierSchema>;

export function parseEarlier(text: string): Earlier {
  return earlierSchema.parse(JSON.parse(text));
}

interface Change {
  readonly name: string;
  readonly before: Earlier['schemas'][number];
  readonly after: SchemaScore['score'];
  /** Where an undeclared edge is no mistake, only what was right can get better or worse. */
  readonly dense: boolean;
}

/** Schemas that got better or worse since an earlier run, worst first; those that stand in one run only are left out. Pure. */
export function againstReport(schemas: readonly SchemaScore[], earlier: Earlier): string[] {
  const before = new Map(earlier.schemas.map((schema) => [schema.name, schema]));
  const changes = schemas.flatMap(({ name, score, density }): Change[] => {
    const old = before.get(name);
    return old ? [{ name, before: old, after: score, dense: density.dense }] : [];
  });
  const changed = changes.filter((change) => gain(change) !== 0).toSorted((a, b) => gain(a) - gain(b));
  const worse = changed.filter((change) => gain(change) < 0).length;
  const head = `since the earlier run: ${worse} worse, ${changed.length - worse} better, ${changes.length - changed.length} the same`;
  if (changed.length === 0) return [head];
  return [head, ...table([['', 'PK right', 'FK right', 'FK found', 'F1'], ...changed.map(changeRow)])];
}

function changeRow({ name, before, after }: Change): string[] {
  const f1 = measuresOf(after.edges).f1;
  return [
    name,
    `${before.primary_keys.right} -> ${after.keys.right}`,
    `${before.foreign_keys.right} -> ${after.edges.right}`,
    `${before.foreign_keys.found} -> ${after.edges.found}`,
    `${digits(before.foreign_keys.f1)} -> ${digits(f1)}`,
  ];
}

/** Keys and edges together, so that neither is won at the other's cost without being seen. */
function gain({ before, after, dense }: Change): number {
  const keys = (after.keys.right - before.primary_keys.right) / Math.max(1, after.keys.declared);
  const f1 = (measuresOf(after.edges).f1 ?? 0) - (before.foreign_keys.f1 ?? 0);
  const recall = (after.edges.right - before.foreign_keys.right) / Math.max(1, after.edges.declared);
  return keys + (dense ? f1 : recall);
}
