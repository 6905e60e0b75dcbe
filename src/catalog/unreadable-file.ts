import { basename } from 'node:path';
import type { Problem } from '../errors.ts';

/** What DuckDB says of a file that it cannot read -> what is wrong, in words. The first that matches counts. */
const REASONS: readonly (readonly [RegExp, string, string?])[] = [
  [/not utf-8|Invalid unicode/i, 'is not UTF-8 text', 'Save it as UTF-8: iconv -f latin1 -t utf-8 OLD > NEW'],
  [/unterminated quote/i, 'has a quote that is never closed'],
  [/Expected Number of Columns: (\d+) Found: (\d+)/i, 'has a line with another number of columns than the first'],
  [/sniffing|dialect/i, 'cannot be read as CSV: no delimiter, quote and header fit all of its lines'],
  [/magic bytes|too small to be a Parquet|Parquet/i, 'is not a Parquet file'],
  [/Malformed JSON|JSON/i, 'is not valid JSON'],
  [/Permission denied|Cannot open file/i, 'cannot be opened', 'Check its permissions.'],
];

/**
 * A data file that DuckDB cannot read: which, where in it, and why, without repeating what it holds. Its message goes
 * into the plan as a warning, so it names the file without its folder. Pure.
 */
export function unreadableFile(path: string, error: unknown): Problem {
  const text = error instanceof Error && error.cause instanceof Error ? error.cause.message : String(error);
  const [, what = 'cannot be read', hint] = REASONS.find(([pattern]) => pattern.test(text)) ?? [];
  const line = /CSV Error on Line: (\d+)/.exec(text)?.[1];
  return {
    code: 'CATALOG_FILE_UNREADABLE',
    message: `${basename(path)} ${what}`,
    where: { file: path, ...(line !== undefined && { line: Number(line) }) },
    hint: hint ?? 'Mend it, or leave it out with --exclude.',
  };
}

export function emptyFile(path: string): Problem {
  return {
    code: 'CATALOG_FILE_UNREADABLE',
    message: `${basename(path)} is empty`,
    where: { file: path },
    hint: 'A table needs at least the names of its columns.',
  };
}
