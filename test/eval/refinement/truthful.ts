import { reply } from '../../helpers/fake-model.ts';
import type { Claims } from '../inference/claims.ts';
import type { Catalog } from '../../../src/catalog/catalog.ts';
import type { Answering } from './shown.ts';
import { judgeChoices, referenceOf, shownTables } from './shown.ts';

/** A model that knows what a catalog declares, which is hidden, and says that and nothing else. */
export function truthful(hidden: Catalog, truth: Claims): Answering {
  return (call) => {
    const said = reply();
    const shown = shownTables(call);
    for (const [label, { number, columns, isStub }] of shown) {
      if (isStub) continue;
      const key = truth.keys.get(label) ?? [];
      const numbers = key.flatMap((name) => columns.get(name) ?? []);
      if (key.length > 0 && numbers.length === key.length) {
        said.keys.push({ table: number, why: 'it is declared', columns: numbers });
      }
      for (const edge of truth.edges.filter(({ child }) => child === label)) {
        const reference = referenceOf(edge, shown);
        if (reference) said.references.push({ ...reference, holds: true });
      }
    }
    call.shown.questions.forEach((question, at) => {
      const [choice] = judgeChoices(question, hidden, truth).right;
      if (choice !== undefined) said.answers.push({ question: at + 1, choice });
    });
    return said;
  };
}
