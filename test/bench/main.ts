import type { Measured } from './side-by-side.ts';
import { measureInferTime } from './infer-time.ts';
import { measurePlanTime } from './plan-time.ts';
import { measurePublish } from './publish.ts';
import { countPromptTokens } from './prompts.ts';
import { measureRefinement } from './refine.ts';
import { measureScan } from './scan.ts';
import { measureStartUp } from './start-up.ts';

//   npm run bench                      every bench
//   npm run bench -- plan start-up     some of them
//   npm run bench -- refine            a plan of 1,000 tables refined through the vendors' fakes: calls, tokens, cost, time
//   npm run bench -- prompts FOLDER    tokens of prompts, on the catalogs of a folder
// Prints ratios, each of two things timed in turn in this very run. Always exits 0: a machine may be slow or busy.

const BENCHES: Readonly<Record<string, () => AsyncIterable<Measured> | Iterable<Measured>>> = {
  plan: measurePlanTime,
  infer: measureInferTime,
  'start-up': measureStartUp,
  publish: measurePublish,
  scan: measureScan,
};

/** What counts rather than times, and prints lines of its own. */
const COUNTS: Readonly<Record<string, (folder?: string) => Iterable<string> | AsyncIterable<string>>> = {
  prompts: countPromptTokens,
  refine: measureRefinement,
};

const COLUMNS = ['', 'ours', 'yardstick', 'ratio', 'at most', '', 'cpu', 'peak', 'yardstick is'];
const WIDTHS = [20, 10, 10, 10, 10, 6, 9, 9, 0];

const folder = process.argv.slice(2).find((argument) => argument.includes('/'));
const asked = process.argv.slice(2).filter((argument) => argument !== folder);
const known = [...Object.keys(BENCHES), ...Object.keys(COUNTS)];
const unknown = asked.filter((name) => !known.includes(name));
if (unknown.length > 0) {
  console.error(`There is no bench ${unknown.join(', ')}; there are ${known.join(', ')}.`);
  process.exit(2);
}
const isAsked = (name: string): boolean => asked.length === 0 || asked.includes(name);
if (Object.keys(BENCHES).some(isAsked)) await printTimes();
for (const [name, count] of Object.entries(COUNTS)) {
  if (isAsked(name)) for await (const text of count(folder)) console.log(text);
}

async function printTimes(): Promise<void> {
  console.log(line(COLUMNS));
  for (const [name, measure] of Object.entries(BENCHES)) {
    if (!isAsked(name)) continue;
    for await (const measured of measure()) console.log(line(cells(measured)));
  }
  console.log(
    '\nThe least wall clock of several runs in turn; cpu: ratio of processor time; peak: most memory that ours held.',
  );
}

function cells({ name, ours, yardstick, theirs, at_most }: Measured): string[] {
  const ratio = ours.ms / theirs.ms;
  return [
    name,
    milliseconds(ours.ms),
    milliseconds(theirs.ms),
    times(ratio),
    at_most === null ? '' : times(at_most),
    at_most === null ? '' : ratio <= at_most ? 'ok' : 'over',
    Number.isNaN(theirs.cpu_ms) ? '' : times(ours.cpu_ms / theirs.cpu_ms),
    `${ours.peak_mb.toFixed(0)} MB`,
    yardstick,
  ];
}

function line(texts: readonly string[]): string {
  const [first = '', ...others] = texts;
  const padded = others.map((text, at) =>
    at === others.length - 1 ? `  ${text}` : text.padStart(WIDTHS[at + 1] ?? 0),
  );
  return first.padEnd(WIDTHS[0] ?? 0) + padded.join('');
}

function milliseconds(ms: number): string {
  return `${ms.toFixed(0)} ms`;
}

function times(ratio: number): string {
  return `${ratio.toFixed(2)} x`;
}
