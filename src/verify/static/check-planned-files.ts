import type { Problem } from '../../errors.ts';
import { CartridgeError } from '../../errors.ts';
import { requireInsideProject } from '../../outside/project-path.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import { REFINEMENT_PATH } from '../../plan/plan-paths.ts';
import { checkSeal } from '../../plan/seal.ts';

/** The plan's files are what was sealed, each path once, inside the project and nowhere that git or cartridge keep theirs. */
export async function checkPlannedFiles(plan: ExecutionPlan, projectDir: string): Promise<Problem[]> {
  const paths = plan.files.map(({ path }) => path);
  const lexical = paths.flatMap(checkPath);
  const unsafe = new Set(lexical.map(({ where }) => where?.file));
  const links = await Promise.all(
    paths.filter((path) => !unsafe.has(path)).map((path) => checkLinks(projectDir, path)),
  );
  return [...checkSeal(plan), ...lexical, ...repeatedPaths(paths), ...links.flat()];
}

function checkPath(path: string): Problem[] {
  const parts = path.split('/');
  const why = FORBIDDEN.find(({ test }) => test(path, parts))?.why;
  if (why === undefined) return [];
  const hint = 'A plan writes plain paths below the project folder. Make it anew with cartridge plan.';
  return [{ code: 'PATH_OUTSIDE_PROJECT', message: `${JSON.stringify(path)} ${why}`, where: { file: path }, hint }];
}

const FORBIDDEN: readonly {
  readonly why: string;
  readonly test: (path: string, parts: readonly string[]) => boolean;
}[] = [
  { why: 'leaves the project folder', test: (path, parts) => /^([/\\]|[A-Za-z]:)/.test(path) || parts.includes('..') },
  {
    why: 'is not a path',
    test: (path, parts) => hasControls(path) || path.includes('\\') || parts.includes('') || parts.includes('.'),
  },
  {
    why: 'is kept by git or by cartridge',
    test: (path, [top = '']) => path !== REFINEMENT_PATH && ['.git', '.cartridge'].includes(top.toLowerCase()),
  },
];

function hasControls(path: string): boolean {
  return Array.from(path).some((character) => character < ' ');
}

/** Where names are compared without case, the later file would replace the earlier. */
function repeatedPaths(paths: readonly string[]): Problem[] {
  const seen = new Map<string, string>();
  return paths.flatMap((path): Problem[] => {
    const key = path.normalize('NFC').toLowerCase();
    const first = seen.get(key);
    seen.set(key, first ?? path);
    if (first === undefined) return [];
    const message =
      first === path ? `the plan writes ${path} twice` : `${path} and ${first} are one file on some systems`;
    return [{ code: 'VERIFY_STATIC', message, where: { file: path }, hint: 'Rename one of them.' }];
  });
}

async function checkLinks(projectDir: string, path: string): Promise<readonly Problem[]> {
  try {
    await requireInsideProject(projectDir, path);
    return [];
  } catch (error) {
    if (error instanceof CartridgeError) return error.problems;
    throw error;
  }
}
