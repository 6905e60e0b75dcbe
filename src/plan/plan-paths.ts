import type { Problem } from '../errors.ts';

/** A path of the plan, and where in the plan it stands. */
export interface PlacedPath {
  readonly path: string;
  readonly at: string;
}

/** Where a project keeps what a model changed in plans that were applied: the one file of cartridge's own that a plan writes. */
export const REFINEMENT_PATH = '.cartridge/refinement.json';

/**
 * Problems of the paths of a plan: each must be relative, written with `/`, and stay inside the project, out of git's
 * and cartridge's own folders, but for the file of deltas. Pure; that no link leads out is checked where the files are.
 */
export function checkPaths(paths: readonly PlacedPath[]): Problem[] {
  return paths.flatMap(({ path, at }) => {
    const why = pathFault(path);
    if (why === null) return [];
    const leaves = why.startsWith('leaves');
    return [
      {
        code: leaves ? 'PATH_OUTSIDE_PROJECT' : 'PLAN_INVALID',
        message: `the path ${JSON.stringify(path)} ${why}`,
        where: { at },
        hint: 'Paths of a plan are relative to the project folder, for instance models/marts/fct_orders.sql.',
      } as const,
    ];
  });
}

/** Problems of paths that are one file on a system that ignores case. Pure, linear. */
export function checkUniquePaths(paths: readonly PlacedPath[]): Problem[] {
  const first = new Map<string, PlacedPath>();
  const problems: Problem[] = [];
  for (const placed of paths) {
    const key = placed.path.normalize('NFC').toLowerCase();
    const earlier = first.get(key);
    if (!earlier) {
      first.set(key, placed);
      continue;
    }
    const same = earlier.path === placed.path;
    problems.push({
      code: 'PLAN_INVALID',
      message: same
        ? `the file ${placed.path} is there twice`
        : `the files ${earlier.path} and ${placed.path} differ only in case`,
      where: { at: `${earlier.at} and ${placed.at}` },
      hint: 'Each file stands once in a plan; macOS and Windows take names that differ only in case for one file.',
    });
  }
  return problems;
}

/** Names that Windows keeps for devices, with any ending. */
const DEVICE = /^(?:con|prn|aux|nul|com\d|lpt\d)(?:\.|$)/i;

function pathFault(path: string): string | null {
  if (path === REFINEMENT_PATH) return null;
  if (path === '') return 'is empty';
  if (path.includes('\\')) return 'holds a backslash';
  if (path.startsWith('/') || /^[A-Za-z]:/.test(path)) return 'leaves the project: it is absolute';
  const parts = path.split('/');
  if (parts.includes('..')) return 'leaves the project through ..';
  if (parts.some((part) => part === '' || part === '.')) return 'has an empty part';
  if (parts.some((part) => part.toLowerCase() === '.git')) return 'lies in .git';
  if (parts[0]?.toLowerCase() === '.cartridge') return 'lies in .cartridge, which cartridge keeps for itself';
  if (/\p{Cc}/u.test(path)) return 'holds a control character';
  if (parts.some((part) => DEVICE.test(part) || /[. ]$/.test(part))) return 'is no file name on Windows';
  return null;
}
