import type { DeltaOf } from '../../plan/deltas.ts';
import { scanJinja } from '../../sql/jinja-tags.ts';
import { refOf } from './written-source.ts';

type WriteModel = DeltaOf<'write_model'>;

/** Written models, each after those that it reads; `circular`: those that read each other in a circle, or what reads these. */
export interface OrderedModels {
  readonly ordered: readonly WriteModel[];
  readonly circular: readonly WriteModel[];
}

/** Puts written models in order, by name where there is a choice; of two of one name the first counts. Pure. */
export function orderWritten(models: readonly WriteModel[]): OrderedModels {
  const byName = new Map<string, WriteModel>();
  for (const model of models) if (!byName.has(model.name)) byName.set(model.name, model);
  const waiting = new Map(
    [...byName].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, model]) => [name, refsAmong(model, byName)] as const),
  );
  const ordered: WriteModel[] = [];
  for (let before = -1; ordered.length !== before;) {
    before = ordered.length;
    for (const [name, refs] of waiting) {
      if (refs.some((ref) => waiting.has(ref))) continue;
      waiting.delete(name);
      const model = byName.get(name);
      if (model) ordered.push(model);
    }
  }
  return { ordered, circular: [...waiting.keys()].flatMap((name) => byName.get(name) ?? []) };
}

function refsAmong(model: WriteModel, byName: ReadonlyMap<string, WriteModel>): string[] {
  return writtenRefs(model).filter((name) => byName.has(name));
}

/** The models that SQL refers to, whatever else is wrong with it. */
export function writtenRefs({ sql }: WriteModel): string[] {
  return scanJinja(sql).tags.flatMap((tag) => refOf(tag) ?? []);
}
