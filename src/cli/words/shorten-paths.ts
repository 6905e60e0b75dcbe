import type { Problem, Where } from '../../errors.ts';

/** A problem in which every absolute path that a user gave is told as it was given. `names`: absolute path, then as given. */
export function shortenPaths(problem: Problem, names: readonly (readonly [string, string])[]): Problem {
  const shorten = (text: string): string =>
    names.reduce((result, [absolute, given]) => {
      if (absolute === '/') return result;
      const inside = given === '.' ? '' : `${given}/`;
      return result.replaceAll(`${absolute}/`, inside).replaceAll(absolute, given);
    }, text);
  const where: Where | undefined =
    problem.where?.file === undefined ? problem.where : { ...problem.where, file: shorten(problem.where.file) };
  return {
    ...problem,
    message: shorten(problem.message),
    ...(where ? { where } : {}),
    ...(problem.hint === undefined ? {} : { hint: shorten(problem.hint) }),
  };
}
