import type { z } from 'zod';
import type { ErrorCode, Problem } from '../errors.ts';
import { nearestName } from './nearest-name.ts';
import type { YamlText } from './read.ts';

export interface SchemaProblemOptions {
  readonly code: ErrorCode;
  readonly file: string;
  /** Gives each problem its line, where the document was read with `readYaml`. */
  readonly positionOf?: YamlText['positionOf'];
  /** Keys that are accepted at a path, for the nearest to an unknown one. */
  readonly keysAt?: (path: readonly (string | number)[]) => readonly string[];
}

/** Everything that zod found wrong with a document, in words, each with its place. Pure. */
export function schemaProblems(error: z.ZodError, options: SchemaProblemOptions): Problem[] {
  return error.issues.flatMap((issue) => {
    const path = issue.path.map((part) => (typeof part === 'number' ? part : String(part)));
    if (issue.code === 'unrecognized_keys') {
      return issue.keys.map((key) => unknownKey([...path, key], options));
    }
    return [problemAt(path, `${pathLabel(path) || options.file} ${describeIssue(issue)}`, options)];
  });
}

/** A path as a person writes it: `actions[4].name`. */
function pathLabel(path: readonly (string | number)[]): string {
  return path
    .map((part, index) => (typeof part === 'number' ? `[${part}]` : `${index > 0 ? '.' : ''}${part}`))
    .join('');
}

function unknownKey(path: readonly (string | number)[], options: SchemaProblemOptions): Problem {
  const parent = path.slice(0, -1);
  const key = String(path.at(-1));
  const accepted = options.keysAt?.(parent) ?? [];
  const nearest = nearestName(key, accepted);
  const problem = problemAt(
    path,
    `unknown key "${key}"${parent.length === 0 ? '' : ` in ${pathLabel(parent)}`}`,
    options,
  );
  if (nearest !== undefined) return { ...problem, message: `${problem.message}; did you mean "${nearest}"?` };
  return accepted.length === 0 ? problem : { ...problem, hint: `Accepted here: ${accepted.join(', ')}.` };
}

function problemAt(path: readonly (string | number)[], message: string, options: SchemaProblemOptions): Problem {
  const { code, file, positionOf } = options;
  const at = pathLabel(path);
  return { code, message, where: { file, ...positionOf?.(path), ...(at === '' ? {} : { at }) } };
}

function describeIssue(issue: z.core.$ZodIssue): string {
  if (issue.code === 'invalid_type') {
    if (issue.message.endsWith('received undefined')) return 'is missing';
    return `must be ${TYPE_WORDS[issue.expected] ?? issue.expected}`;
  }
  if (issue.code === 'invalid_value') return `must be ${oneOf(issue.values.map((value) => String(value)))}`;
  if (issue.code === 'invalid_union' && issue.message === 'Invalid input') return 'has none of the accepted forms';
  if (issue.code === 'too_small') {
    return issue.origin === 'number' ? `must be at least ${String(issue.minimum)}` : 'must not be empty';
  }
  return issue.message;
}

function oneOf(values: readonly string[]): string {
  const last = values.at(-1) ?? '';
  return values.length < 2 ? last : `${values.slice(0, -1).join(', ')} or ${last}`;
}

const TYPE_WORDS: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a mapping',
  record: 'a mapping',
};
