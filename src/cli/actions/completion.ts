import { CartridgeError, EXIT, type ExitStatus } from '../../errors.ts';
import type { Call } from '../command.ts';
import { completionScript, SHELLS } from '../words/completion-script.ts';

/** `cartridge completion <shell>`: the script, made of the command table. */
export async function completion({ argument, commands, screen }: Call): Promise<ExitStatus> {
  const shell = SHELLS.find((name) => name === argument);
  if (shell === undefined) {
    throw new CartridgeError({
      code: 'USAGE',
      message: 'completion needs the name of a shell',
      hint: 'cartridge completion bash, zsh or fish',
    });
  }
  screen.print(completionScript(shell, commands));
  return EXIT.ok;
}
