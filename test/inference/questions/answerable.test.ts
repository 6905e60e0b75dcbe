import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { resolveKeys } from '../../../src/catalog/resolve-keys.ts';
import { infer } from '../../../src/inference/infer.ts';
import { resolveAnswers } from '../../../src/inference/questions/resolve-answers.ts';
import { usableCatalog } from '../../helpers/any-catalog.ts';

it('asks of any catalog only what can be answered, with any of the choices, and does not ask again', () => {
  fc.assert(
    fc.property(usableCatalog, fc.nat(8), (drawn, at) => {
      const catalog = resolveKeys(drawn);
      const { questions } = infer(catalog, NO_EVIDENCE).beliefs;
      const given = questions.map(({ id, choices }) => ({ id, choice: choices[at % choices.length] ?? '' }));
      const { answers, problems } = resolveAnswers(given, catalog);
      expect(problems).toEqual([]);
      expect(answers.choices).toEqual(Object.fromEntries(given.map(({ id, choice }) => [id, choice])));
      const again = infer(catalog, NO_EVIDENCE, answers).beliefs;
      expect(again.questions.filter(({ id }) => id in answers.choices)).toEqual([]);
    }),
  );
});
