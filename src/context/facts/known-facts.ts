import { hash } from 'node:crypto';
import type { FileFacts } from './file-facts.ts';

/** Where facts are kept between scans. What it gives back may be cut, edited or of another version. */
export interface FactsStore {
  load(): Promise<string | null>;
  save(text: string): Promise<void>;
}

/** The facts of a file as it was. */
export interface KnownFile {
  /** Size, times and inode, by which an untouched file is known without opening it. */
  readonly stamp: string;
  /** Hash of its bytes. */
  readonly hash: string;
  /** Whether it was so fresh when it was read that a later change could have the same stamp. */
  readonly isFresh: boolean;
  readonly withStyle: boolean;
  readonly facts: FileFacts;
}

/** To be raised whenever the same file would give other facts. */
const FACTS_VERSION = 5;

/** By path; nothing where the text is not what `printKnown` of this version wrote. Pure; never throws. */
export function parseKnown(text: string | null): Map<string, KnownFile> {
  const end = text?.indexOf('\n') ?? -1;
  if (text === null || end === -1) return new Map();
  const body = text.slice(end + 1);
  if (text.slice(0, end) !== headOf(body)) return new Map();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed by its hash: printKnown wrote it
  return new Map(JSON.parse(body) as [string, KnownFile][]);
}

/** The text to keep: a line that seals the rest, so that no half of it is ever taken for the whole. Pure. */
export function printKnown(known: ReadonlyMap<string, KnownFile>): string {
  const body = JSON.stringify([...known]);
  return `${headOf(body)}\n${body}`;
}

function headOf(body: string): string {
  return `cartridge facts ${FACTS_VERSION} ${hashOf(body)}`;
}

export function hashOf(content: string | Uint8Array): string {
  return hash('sha1', content, 'base64');
}
