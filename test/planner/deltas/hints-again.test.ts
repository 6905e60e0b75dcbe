import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import { readStatedFacts } from '../../../src/context/stated-facts.ts';
import { NO_ANSWERS } from '../../../src/inference/questions/answers.ts';
import { believeStated } from '../../../src/inference/stated/believe-stated.ts';
import type { Delta } from '../../../src/plan/deltas.ts';
import { hintsOf, isAboutMeaning } from '../../../src/planner/deltas/hints-of.ts';
import type { RowsAre } from '../../helpers/answering-rows.ts';
import { rowsThatAre } from '../../helpers/answering-rows.ts';
import { anyDeltas } from '../../helpers/any-deltas.ts';
import { readFixture, renderDraft } from '../../helpers/rendered-draft.ts';

interface Planning {
  readonly catalog: Catalog;
  readonly deltas: readonly Delta[];
  readonly how: RowsAre;
}

/** The files of a project that is made, or made again, with what a model says of its tables. */
async function planned({ catalog, deltas, how }: Planning, bases: ReadonlyMap<string, string> = new Map()) {
  const hints = hintsOf(deltas, catalog);
  const ask = rowsThatAre(how);
  const beliefs = await believeStated({ catalog, stated: readStatedFacts(bases), ask, answers: NO_ANSWERS, hints });
  return renderDraft(catalog, beliefs);
}

it.each(['chinook', 'employees', 'pagila', 'bench_tpch'])(
  'plans %s again as before, whatever a model said of its keys, references and roles',
  async (name) => {
    const catalog = readFixture(name, { hideKeys: true });
    const states = fc.constantFrom<RowsAre[]>('good', 'broken', 'none');
    await fc.assert(
      fc.asyncProperty(anyDeltas(catalog, isAboutMeaning), states, states, async (deltas, how, later) => {
        const files = await planned({ catalog, deltas, how });
        expect(await planned({ catalog, deltas, how: later }, files)).toEqual(files);
      }),
      { numRuns: 20 },
    );
  },
);
