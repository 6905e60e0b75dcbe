import { plainLine } from '../fence.ts';

const MOST = 5;
const SHORTEST = 20;
const LONGEST = 140;

/** A few short descriptions of the project's own, spread over all of them, so that the model writes as people do there. */
export function pickVoice(descriptions: readonly string[]): string[] {
  const lines = descriptions.map((text) => plainLine(text, LONGEST + 1));
  const short = [...new Set(lines)].filter((line) => line.length >= SHORTEST && line.length <= LONGEST).sort();
  if (short.length <= MOST) return short;
  return Array.from({ length: MOST }, (_, at) => short[Math.floor((at * short.length) / MOST)] ?? '');
}
