import { CartridgeError, EXIT, type ExitStatus, type Problem } from '../../errors.ts';
import { readCurrentFiles } from '../../context/current-files.ts';
import type { ExecutionPlan } from '../../plan/plan.ts';
import { findPlan } from '../../store/find-plan.ts';
import type { Call } from '../command.ts';
import { openProject } from '../open-project.ts';
import { printable } from '../words/printable.ts';
import { colourDiff, unifiedDiff } from '../words/unified-diff.ts';

/** `cartridge diff`: every line that a plan would write. Plain when piped, byte for byte, so that `git apply` takes it. */
export async function diff(call: Call): Promise<ExitStatus> {
  const { io, screen } = call;
  const projectDir = await openProject(call);
  const { plan } = await findPlan(projectDir, call.argument, { cwd: io.cwd, includeApplied: true });
  if (plan.files.length === 0) {
    screen.note(['No changes.']);
    return EXIT.ok;
  }
  const text = unifiedDiff(plan, await readTexts(projectDir, plan));
  if (io.stdout.isTTY !== true) {
    io.stdout.write(text);
    return EXIT.ok;
  }
  const lines = colourDiff(text, screen.look.colour).map((line) => printable(line));
  const pager = io.env['PAGER'] ?? 'less';
  if (io.page && !['', 'cat'].includes(pager)) await io.page(lines.join('\n'), pager);
  else io.stdout.write(lines.join('\n'));
  return EXIT.ok;
}

/** Texts of the files that the plan changes, which must be those it was made from. */
async function readTexts(projectDir: string, plan: ExecutionPlan): Promise<ReadonlyMap<string, string>> {
  const changed = plan.files.filter((file) => file.before_hash !== null);
  const current = await readCurrentFiles(
    projectDir,
    changed.map((file) => file.path),
  );
  const stale = changed.flatMap((file): Problem[] => {
    const found = current.get(file.path);
    if (found?.hash === file.before_hash) return [];
    return [
      {
        code: 'PLAN_STALE',
        message: `${file.path} ${found === undefined ? 'is gone' : 'changed'} since the plan was made`,
        where: { file: file.path },
        hint: 'Plan again: cartridge plan reads the project as it is now.',
      },
    ];
  });
  const [first, ...rest] = stale;
  if (first) throw new CartridgeError([first, ...rest]);
  return new Map([...current].map(([path, { content }]) => [path, content]));
}
