import type { Problem, Where } from '../../errors.ts';
import { textPosition } from '../../sql/text-position.ts';
import type { ShadowFile } from '../shadow/read-shadow.ts';

/** A problem found by reading alone. */
export function staticProblem(message: string, where: Where, hint?: string): Problem {
  return { code: 'VERIFY_STATIC', message, where, ...(hint === undefined ? {} : { hint }) };
}

/** Where an offset of a file's text stands. */
export function whereAt({ path, content }: ShadowFile, offset: number): Where {
  return { file: path, ...textPosition(content, offset) };
}
