import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { chooseTables } from '../../../src/catalog/choose-tables.ts';
import { CartridgeError } from '../../../src/errors.ts';
import { DEFAULT_STYLE } from '../../../src/context/style.ts';
import { readStatedFacts } from '../../../src/context/stated-facts.ts';
import type { RenderedFile } from '../../../src/planner/draft.ts';
import { renderActions } from '../../../src/planner/render/render-actions.ts';
import { ADAPTERS, dialectOf } from '../../../src/sql/dialects/dialects.ts';
import { loadTemplates } from '../../../src/templates.ts';
import { usableCatalog } from '../../helpers/any-catalog.ts';
import { anyStyle } from '../../helpers/any-style.ts';
import { draftOf } from '../../helpers/built-models.ts';
import { allData } from '../../helpers/properties-data.ts';

const templates = new Map(
  await Promise.all(
    ADAPTERS.map(async (adapter) => [adapter, await loadTemplates(undefined, dialectOf(adapter))] as const),
  ),
);

/** What the files state of raw tables, in the order of models. */
function stated(files: readonly RenderedFile[], adapter: string): unknown {
  const facts = readStatedFacts(new Map(files.map(({ path, content }) => [path, content])), adapter);
  return facts.toSorted((a, b) => (a.model < b.model ? -1 : 1));
}

it('says the same of any catalog, in every style and for every adapter, and is read back the same', () => {
  let compared = 0;
  fc.assert(
    fc.property(usableCatalog, anyStyle, fc.constantFrom(...ADAPTERS), (found, style, adapter) => {
      const options = { templates: templates.get(adapter)! };
      try {
        const { catalog } = chooseTables(found, { schemas: [], select: [], exclude: [] }, 'any.json');
        const actions = draftOf(catalog, undefined, adapter);
        const plain = renderActions(actions, { ...options, style: DEFAULT_STYLE });
        const columns = { ...style.yaml, data_type: false, source_columns: true };
        const styled = renderActions(actions, { ...options, style: { ...style, docs: 'inline', yaml: columns } });
        expect(allData(styled)).toEqual(allData(plain));
        expect(stated(styled, adapter)).toEqual(stated(plain, adapter));
        compared += 1;
      } catch (error) {
        // A catalog that no reader lets through.
        if (!(error instanceof CartridgeError)) throw error;
      }
    }),
    { numRuns: 60 },
  );
  expect(compared).toBeGreaterThan(10);
});
