import { EXIT, type ExitStatus } from '../../errors.ts';
import type { Call } from '../command.ts';
import { runDoctorChecks } from '../doctor-checks.ts';
import { openProject } from '../open-project.ts';
import { optionFlag } from '../option-values.ts';
import { doctorLines } from '../words/doctor-lines.ts';

/** `cartridge doctor`: what is here, whether it will work, and what each finding means. Exit 1 for a problem. */
export async function doctor(call: Call): Promise<ExitStatus> {
  const { screen, options } = call;
  const checks = await runDoctorChecks(call, await openProject(call));
  if (optionFlag(options, 'json')) screen.printDocument({ format_version: '1.0', checks });
  else screen.print(doctorLines(checks, screen.look));
  return checks.some(({ state }) => state === 'problem') ? EXIT.error : EXIT.ok;
}
