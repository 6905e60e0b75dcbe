import type { Vendor } from '../../src/providers/provider.ts';
import { values } from './corpus/false-values.ts';
import { fields } from './corpus/faulty-fields.ts';
import type { Fault } from './corpus/faulty-texts.ts';
import { EMPTY, huge, scrambled, syntax, truncated, wrapped } from './corpus/faulty-texts.ts';
import { GOOD, SHORT } from './corpus/hostile-shop.ts';
import { plans } from './corpus/whole-plans.ts';

/** How each vendor's models write when nobody holds them: minified; sections as JSON texts, values in other cases; fenced and pretty. */
const STYLES: Readonly<Record<Vendor, (value: object) => string>> = {
  openai: (value) => JSON.stringify(value),
  anthropic: (value) =>
    `Here are the changes:\n\n${JSON.stringify(
      Object.fromEntries(
        Object.entries(value).map(([key, part], index) => [key, index % 2 === 0 ? JSON.stringify(part) : part]),
      ),
    )}`,
  gemini: (value) => `\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\``,
};

/**
 * Replies as the models of a vendor give them when they go wrong, made of one good reply: what inference.md 4 and 7 (goal 16)
 * name. The same texts in every run.
 */
export function faultCorpus(vendor: Vendor): Fault[] {
  const write = STYLES[vendor];
  const good = write(GOOD);
  return [
    ...EMPTY.map((text, index) => ({ name: `empty ${index}`, text })),
    ...wrapped(good),
    ...syntax(good),
    ...truncated(write(SHORT)),
    ...scrambled(good),
    ...[...fields(), ...values(), ...plans()].map(({ name, value }) => ({ name, text: write(value) })),
    ...huge(),
  ];
}
