import type { Problem } from '../errors.ts';
import { findJsonFault } from './json-position.ts';

/** Where JSON was meant, by the name of the file, its fault is told in words of JSON. */
export function inWordsOfJson(problem: Problem, text: string, file: string): Problem {
  const fault = file.toLowerCase().endsWith('.json') ? findJsonFault(text) : null;
  if (!fault) return problem;
  const { line, column, reason } = fault;
  return { ...problem, message: `${file} is not JSON: ${reason}`, where: { file, line, column } };
}
