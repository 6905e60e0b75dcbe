import { seededRandom } from '../seeded-random.ts';
import { STOPS, VENDOR_ERRORS } from './dialect.ts';
import type { Fault } from './faults.ts';
import { BAD_GATEWAY, bomb, EMPTY_BODY, LIST_BODY, NULL_BODY, ODD_TYPE, PORTAL, redirectTo } from './faults.ts';
import { fillSchema } from './fill-schema.ts';
import { sensible } from './sensible-model.ts';
import { vandalReply } from './vandal.ts';
import type { VendorOptions } from './vendor-server.ts';

/** A vendor on a bad day and a model out of its mind: half of all calls go wrong in some way, decided by the seed alone. */
export function chaos(seed: number, tables: number): VendorOptions {
  const random = seededRandom(seed);
  const pick = <T>(all: readonly T[]): T => all[Math.floor(random() * all.length)] as T;
  const upTo = (most: number): number => Math.floor(random() * most);
  const corrupt = (text: string): string =>
    pick([
      () => text,
      () => `\`\`\`json\n${text}\n\`\`\``,
      () => `Here you are: ${text} I hope it helps!`,
      () => text.slice(0, upTo(text.length)),
      () => text.slice(upTo(20)),
      () => JSON.stringify(text),
      () => text.replaceAll('"', "'"),
      () => text.replaceAll(/\d+/g, (number) => (random() < 0.2 ? '999999' : number)),
      () => text.replaceAll('[]', 'null'),
      () => `[${text},${text}]`,
      () => `{"actions": ${text}}`,
      () => '{'.repeat(20_000),
      () => '\u0000\uFFFD\u202E',
      () => '',
    ])();
  const faults = (): Fault | null => {
    if (random() < 0.5) return null;
    return pick<() => Fault>([
      () => pick([PORTAL, BAD_GATEWAY, EMPTY_BODY, NULL_BODY, LIST_BODY, ODD_TYPE, redirectTo('http://127.0.0.1:9/')]),
      () => ({ kind: 'cut', after: pick<number | 'request'>(['request', 0, upTo(400)]) }),
      () => ({ kind: 'clip', after: upTo(400) }),
      () => ({ kind: 'stall', after: upTo(400) }),
      () => ({ kind: 'hang' }),
      () => ({ kind: 'error', error: pick(VENDOR_ERRORS), detail: { waitMs: upTo(300) } }),
      () => bomb(pick([200, 400, 500])),
    ])();
  };
  return {
    faults,
    latencyMs: () => upTo(60),
    respond: (asked) => {
      const text = pick([
        () => sensible(asked),
        () => JSON.stringify(vandalReply(random, tables)),
        () => JSON.stringify(fillSchema(asked.schema ?? {}, random)),
      ])();
      return { text: corrupt(text), stop: random() < 0.7 ? 'end' : pick(STOPS) };
    },
  };
}
