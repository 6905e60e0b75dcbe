import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { StagingColumn } from '../../../src/plan/specs.ts';
import { changeColumns } from '../../../src/planner/merge/change-columns.ts';
import { compareSelects } from '../../../src/planner/merge/select-change.ts';
import type { RenderOptions } from '../../../src/planner/render/rendered.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { ADAPTERS, dialectOf } from '../../../src/sql/dialects/dialects.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { anyStyle } from '../../helpers/any-style.ts';
import { actionsOf } from '../../helpers/styled.ts';

const templatesOf = new Map(
  await Promise.all(
    ADAPTERS.map(async (adapter) => [adapter, await loadTemplates(undefined, dialectOf(adapter))] as const),
  ),
);

const KEY: StagingColumn = { from: 'ID', as: 'order_id', group: 'ids', how: { kind: 'keep' } };
const COLUMNS: readonly StagingColumn[] = [
  { from: 'customer', as: 'customer_id', group: 'ids', how: { kind: 'keep' } },
  { from: 'from', as: 'origin', group: 'strings', how: { kind: 'keep' } },
  { from: 'its {{ Note }}', as: 'note', group: 'strings', how: { kind: 'keep' } },
  { from: 'cents', as: 'amount', group: 'numerics', how: { kind: 'cents' } },
  { from: 'date', as: 'date', group: 'dates', how: { kind: 'keep' } },
  { from: 'day', as: 'ordered_on', group: 'dates', how: { kind: 'cast', to: 'date' } },
];

it('writes in every style, for every adapter, the very bytes that are rendered, whichever columns come and go', () => {
  const some = fc.subarray([...COLUMNS], { minLength: 1 }).map((columns) => [KEY, ...columns]);
  fc.assert(
    fc.property(
      anyStyle,
      fc.constantFrom(...templatesOf),
      fc.tuple(some, some),
      (style, [adapter, templates], [before, after]) => {
        const base = render(before, { style, templates });
        const rendered = render(after, { style, templates });
        const change = compareSelects(base, rendered, adapter);
        expect(change).toMatchObject({ isAll: true, changed: [] });
        expect(change && changeColumns(base, change, adapter)).toEqual({ text: rendered });
      },
    ),
    { numRuns: Number(process.env['CARTRIDGE_PROPERTY_RUNS'] ?? 300) },
  );
});

function render(select: readonly StagingColumn[], options: RenderOptions): string {
  const spec = { kind: 'staging', name: 'stg_orders', description: '', source: 'shop', table: 'orders' } as const;
  const files = renderActions(actionsOf({ ...spec, select: [...select], columns: [] }), options);
  return files.find(({ path }) => path.endsWith('.sql'))!.content;
}
