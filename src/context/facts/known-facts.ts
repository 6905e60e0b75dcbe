import { hash } from 'node:crypto';
import type { FileFacts } from './file-facts.ts';

/** Where texts are kept between scans. What it gives back may be cut, edited or of another version. */
export interface FactsStore {
  load(name: KeptName): Promise<string | null>;
  save(name: KeptName, text: string): Promise<void>;
}
/** Facts of files, and the conventions that follow from them. */
export type KeptName = 'facts' | 'conventions';

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

/** To be raised whenever the same file would give other facts, or the same facts other conventions. */
const FACTS_VERSION = 8;

/** By path; nothing where the text is not what `printKnown` of this version wrote. Pure; never throws. */
export function parseKnown(text: string | null): Map<string, KnownFile> {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sealed: printKnown wrote it
  return new Map((unseal(text) ?? []) as [string, KnownFile][]);
}

/** The text to keep. Pure. */
export function printKnown(known: ReadonlyMap<string, KnownFile>): string {
  return seal([...known]);
}

/** A value as text, behind a line that seals it, so that no half of it is ever taken for the whole. Pure. */
export function seal(value: unknown): string {
  const body = JSON.stringify(value);
  return `${headOf(body)}\n${body}`;
}

/** The value in a sealed text; null where it is not whole, or of another version. Pure; never throws. */
export function unseal(text: string | null): unknown {
  const end = text?.indexOf('\n') ?? -1;
  if (text === null || end === -1) return null;
  const body = text.slice(end + 1);
  return text.slice(0, end) === headOf(body) ? JSON.parse(body) : null;
}

function headOf(body: string): string {
  return `cartridge facts ${FACTS_VERSION} ${hashOf(body)}`;
}

export function hashOf(content: string | Uint8Array): string {
  return hash('sha1', content, 'base64');
}
