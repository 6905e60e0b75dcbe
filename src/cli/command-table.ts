import type { CommandDefinition } from './command.ts';
import { applyCommand } from './commands/apply.ts';
import { checkCommand } from './commands/check.ts';
import { completionCommand } from './commands/completion.ts';
import { demoCommand } from './commands/demo.ts';
import { diffCommand } from './commands/diff.ts';
import { doctorCommand } from './commands/doctor.ts';
import { historyCommand } from './commands/history.ts';
import { inferCommand } from './commands/infer.ts';
import { planCommand } from './commands/plan.ts';
import { reportCommand } from './commands/report.ts';
import { resumeCommand } from './commands/resume.ts';
import { rollbackCommand } from './commands/rollback.ts';
import { scanCommand } from './commands/scan.ts';
import { showCommand } from './commands/show.ts';
import { statusCommand } from './commands/status.ts';

/** Every command, in the order of help and reference. Adding one is one file and one line here. */
export const COMMANDS: readonly CommandDefinition[] = [
  planCommand,
  showCommand,
  diffCommand,
  applyCommand,
  statusCommand,
  resumeCommand,
  rollbackCommand,
  historyCommand,
  reportCommand,
  inferCommand,
  scanCommand,
  checkCommand,
  doctorCommand,
  demoCommand,
  completionCommand,
];
