import { isDeepStrictEqual } from 'node:util';
import type { CurrentFile } from '../context/current-files.ts';
import { sha256 } from '../plan/seal.ts';
import { insertColumns } from '../sql/select/insert-columns.ts';
import { readYaml } from '../yaml/read.ts';
import type { RenderedFile } from './draft.ts';
import { decideEdits, isOnlyEdited } from './edits/decide-edits.ts';
import { mergeSql } from './merge/merge-sql.ts';
import { lacksNodesOf, mergeYaml } from './merge/merge-yaml.ts';
import type { DecideOptions, FileDecision, FileTexts } from './file-decision.ts';

/**
 * Decides for one file, from three texts: what we would write, what stands there, and what we last wrote (the base). This is
 * the rule that keeps people's work (DESIGN.md section 2, "Planning again"). Pure.
 */
export function decideFile(given: RenderedFile, texts: FileTexts, options: DecideOptions): FileDecision {
  if (!given.edits) return decideText(given, texts, options);
  const decided: FileDecision = isOnlyEdited(given) ? { kind: 'keep' } : decideText(given, texts, options);
  return decideEdits(given, decided, { ...texts, options });
}

function decideText(given: RenderedFile, { current, base }: FileTexts, options: DecideOptions): FileDecision {
  if (given.insert) return insertInto(given, current, options);
  const rendered = allOfOurs(given, base, options);
  const file = { ...given, content: rendered };
  if (current?.content === rendered) return keep({ rendered, base }, current, options);
  if (base !== undefined && (rendered === base || isSameData(file, base))) return { kind: 'keep' };
  if (current === undefined) {
    if (base !== undefined) return { kind: 'keep', isDeleted: true };
    return { kind: 'write', risk: 'new', content: rendered, base: rendered };
  }
  if (current.content === base) return { kind: 'write', risk: 'regenerated', content: rendered, base: rendered };
  if (base === undefined && file.path === 'README.md') return { kind: 'keep' };
  if (base === undefined && file.path === '.gitignore') return appendMissingLines(current, rendered);
  return mergeFile(file, { current, base }, options);
}

/** What is rendered, with nodes of the base that are not planned now: what was generated for other tables stays ours. */
function allOfOurs({ path, content }: RenderedFile, base: string | undefined, options: DecideOptions): string {
  if (base === undefined || base === content || !YAML.test(path)) return content;
  if (!lacksNodesOf(base, content)) return content;
  const merged = mergeYaml({ base, rendered: content, current: base }, options);
  return 'text' in merged ? merged.text : content;
}

const YAML = /\.ya?ml$/;

/** Whether nothing but the layout of a YAML file would change: a text that stands is not laid out anew. */
function isSameData({ path, content }: RenderedFile, base: string): boolean {
  return YAML.test(path) && isDeepStrictEqual(yamlData(content), yamlData(base));
}

function yamlData(text: string): unknown {
  const yaml = readYaml(text, 'the text');
  return 'value' in yaml ? yaml.value : text;
}

/** The text stays. What is adopted is a change even so, since it is ours from now on. */
function keep(
  { rendered, base }: { rendered: string; base: string | undefined },
  { content }: CurrentFile,
  { isAdopted }: DecideOptions,
): FileDecision {
  if (rendered === base) return { kind: 'keep' };
  if (isAdopted && base === undefined) return { kind: 'write', risk: 'merged', content, base: rendered };
  return { kind: 'keep', base: rendered };
}

/** A file that a person wrote or edited, and that would change. */
function mergeFile(
  { path, content: rendered }: RenderedFile,
  { current, base }: { readonly current: CurrentFile; readonly base: string | undefined },
  options: DecideOptions,
): FileDecision {
  const texts = { base: base ?? null, rendered, current: current.content };
  const isYaml = YAML.test(path);
  if (!isYaml && base === undefined && !options.isAdopted) return conflict(FOREIGN, rendered);
  if (isChangedByReading(current))
    return conflict('is not UTF-8, so that nothing in it can be changed safely', rendered);
  if (isYaml) {
    const merged = mergeYaml(texts, options);
    return 'text' in merged ? written(merged.text, texts, options) : { kind: 'conflict', conflicts: merged.conflicts };
  }
  if (!path.endsWith('.sql')) return conflict('was edited since cartridge wrote it, and would change', rendered);
  const merged = mergeSql(texts, options);
  return 'text' in merged ? written(merged.text, texts, options) : { kind: 'conflict', conflicts: [merged] };
}

const FOREIGN = 'exists, and was not written by cartridge';

function written(
  text: string,
  { base, rendered, current }: { base: string | null; rendered: string; current: string },
  options: DecideOptions,
): FileDecision {
  const isAdoption = options.isAdopted && base === null;
  if (text === current && !isAdoption) return { kind: 'keep', base: rendered };
  return { kind: 'write', risk: 'merged', content: text, base: rendered };
}

/**
 * Columns for a model that a person wrote. It stays theirs, without a base: what was added before is told by the base of the
 * source, which declares the raw columns (inserted-before.ts).
 */
function insertInto(
  { insert = [] }: RenderedFile,
  current: CurrentFile | undefined,
  { dialect }: DecideOptions,
): FileDecision {
  const lines = insert.map(({ text }) => `${text},\n`).join('');
  if (current === undefined) return conflict('is not there any more', lines);
  if (isChangedByReading(current)) return conflict('is not UTF-8, so that nothing in it can be changed safely', lines);
  const inserted = insertColumns(current.content, insert, { dialect });
  if ('reason' in inserted) return { kind: 'conflict', conflicts: [inserted] };
  return { kind: 'write', risk: 'merged', content: inserted.text, base: null };
}

/** Whether the text that was read of a file is not all that stands there. */
function isChangedByReading({ content, hash }: CurrentFile): boolean {
  return sha256(content) !== hash;
}

function conflict(reason: string, snippet: string): FileDecision {
  return { kind: 'conflict', conflicts: [{ reason, snippet }] };
}

/** Keeps every byte of a person's .gitignore and adds the lines that it lacks. */
function appendMissingLines({ content: current }: CurrentFile, rendered: string): FileDecision {
  const newline = current.includes('\r\n') ? '\r\n' : '\n';
  const present = new Set(current.split(/\r?\n/).map((line) => line.trim()));
  const missing = rendered
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#') && !present.has(line.trim()));
  if (missing.length === 0) return { kind: 'keep' };
  const gap = current === '' || current.endsWith('\n') ? '' : newline;
  const content = `${current}${gap}${missing.join(newline)}${newline}`;
  return { kind: 'write', risk: 'merged', content, base: rendered };
}
