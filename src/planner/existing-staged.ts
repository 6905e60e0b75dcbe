import type { ColumnSpec, StagingSpec } from '../plan/specs.ts';
import { describeContent } from './describe-content.ts';
import { describeStaging } from './describe-table.ts';
import { words } from './english.ts';
import type { StagedTable } from './draft.ts';
import type { DescribedTable } from './draft-staging.ts';
import { existingSelect } from './staging-select.ts';

/** A table whose staging model people wrote, as marts see it; null where nothing is known of its columns. */
export function existingStaged({ toStage, renamed, descriptions }: DescribedTable): StagedTable | null {
  const { table, belief, entity, staging } = toStage;
  if (!staging || staging.columns.length === 0) return null;
  const rawOf = new Map([...renamed].map(([raw, as]) => [as, raw]));
  const columns = staging.columns.map(({ raw, as }) => ({ from: rawOf.get(as) ?? raw ?? as, as }));
  const spec: StagingSpec = {
    kind: 'staging',
    name: staging.model.name,
    description: describeStaging(toStage),
    source: toStage.source,
    table: toStage.sourceTable,
    select: existingSelect(toStage, columns),
    columns: columns.map(({ from, as }): ColumnSpec => {
      const pii = toStage.columnBeliefs.get(from)?.pii;
      const own = rawOf.has(as) ? descriptions.get(from) : undefined;
      const description =
        own ?? describeContent({ name: as, thing: words(entity.singular), belief: undefined, isConverted: false });
      return {
        name: as,
        description,
        ...(pii === undefined ? {} : { meta: { contains_pii: true, pii_type: pii } }),
        tests: [],
      };
    }),
  };
  return { table, belief, entity, spec, renamed, deltas: toStage.deltas };
}
