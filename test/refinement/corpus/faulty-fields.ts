import { GOOD } from './hostile-shop.ts';
import type { Reply } from '../../../src/prompts/reply/reply-schema.ts';

export interface FaultyValue {
  readonly name: string;
  readonly value: object;
}

type Section = keyof Reply;

/** Each field of each item: missing, null, of another type, in another case. */
export function fields(): FaultyValue[] {
  const faults: FaultyValue[] = [];
  for (const section of Object.keys(GOOD) as Section[]) {
    const [first] = GOOD[section];
    const withSection = (value: unknown): object => ({ ...GOOD, [section]: value });
    const { [section]: _, ...without } = GOOD;
    faults.push({ name: `${section} missing`, value: without });
    for (const value of [
      null,
      'none',
      0,
      true,
      {},
      [[]],
      [null],
      { '0': first },
      JSON.stringify(GOOD[section]),
      { ...GOOD },
    ])
      faults.push({ name: `${section} is ${JSON.stringify(value)?.slice(0, 20)}`, value: withSection(value) });
    if (typeof first !== 'object' || first === null) continue;
    for (const key of Object.keys(first)) {
      for (const value of [undefined, null, '', [], {}, -1, 1.5, '1', 'x', [[1]], 'true', 1e300, { id: 1 }])
        faults.push({
          name: `${section}.${key} is ${JSON.stringify(value)}`,
          value: withSection([{ ...first, [key]: value }]),
        });
      const { [key as never]: given, ...others } = first;
      for (const other of [
        key.toUpperCase(),
        key.replace(/_(.)/g, (_all, letter: string) => letter.toUpperCase()),
        `${key}_id`,
        ` ${key} `,
      ])
        faults.push({ name: `${section}.${key} as ${other}`, value: withSection([{ ...others, [other]: given }]) });
    }
  }
  return faults;
}
