import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Style } from '../../../src/context/style.ts';
import type { StagingColumn } from '../../../src/plan/specs.ts';
import { changeColumns } from '../../../src/planner/merge/change-columns.ts';
import { compareSelects } from '../../../src/planner/merge/select-change.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { anyStyle } from '../../helpers/any-style.ts';
import { actionsOf } from '../../helpers/styled.ts';

const templates = await loadTemplates();

const KEY: StagingColumn = { from: 'ID', as: 'order_id', group: 'ids', how: { kind: 'keep' } };
const COLUMNS: readonly StagingColumn[] = [
  { from: 'customer', as: 'customer_id', group: 'ids', how: { kind: 'keep' } },
  { from: 'from', as: 'origin', group: 'strings', how: { kind: 'keep' } },
  { from: 'note', as: 'note', group: 'strings', how: { kind: 'keep' } },
  { from: 'cents', as: 'amount', group: 'numerics', how: { kind: 'cents' } },
  { from: 'date', as: 'date', group: 'dates', how: { kind: 'keep' } },
  { from: 'day', as: 'ordered_on', group: 'dates', how: { kind: 'cast', to: 'date' } },
];

function render(select: readonly StagingColumn[], style: Style): string {
  const spec = { kind: 'staging', name: 'stg_orders', description: '', source: 'shop', table: 'orders' } as const;
  const files = renderActions(actionsOf({ ...spec, select: [...select], columns: [] }), { style, templates });
  return files.find(({ path }) => path.endsWith('.sql'))!.content;
}

it('writes in every style the very bytes that are rendered, whichever columns come and go', () => {
  const some = fc.subarray([...COLUMNS], { minLength: 1 }).map((columns) => [KEY, ...columns]);
  fc.assert(
    fc.property(anyStyle, some, some, (style, before, after) => {
      const [base, rendered] = [render(before, style), render(after, style)];
      const change = compareSelects(base, rendered, 'duckdb');
      expect(change).toMatchObject({ isAll: true, changed: [] });
      expect(change && changeColumns(base, change, 'duckdb')).toEqual({ text: rendered });
    }),
    { numRuns: Number(process.env['CARTRIDGE_PROPERTY_RUNS'] ?? 300) },
  );
});
