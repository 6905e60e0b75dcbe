import { CommanderError } from 'commander';
import { CartridgeError } from '../errors.ts';

/** Commander's refusal of a command line in our own words; anything else is handed back as it is. */
export function usageProblem(error: unknown, argv: readonly string[], commandNames: readonly string[]): unknown {
  if (!(error instanceof CommanderError)) return error;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /^\(Did you mean (.+)\?\)$/.exec(rest.join(' '))?.[1];
  const command = argv.find((word) => commandNames.includes(word));
  const help = `cartridge ${command === undefined ? '' : `${command} `}--help lists what there is.`;
  return new CartridgeError({
    code: 'USAGE',
    message: first.replace(/\.$/, '').replaceAll("'", '"'),
    hint: suggestion === undefined ? help : `Did you mean ${suggestion}? ${help}`,
  });
}
