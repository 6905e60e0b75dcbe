import { CommanderError } from 'commander';
import { CartridgeError } from '../errors.ts';
import { nearestName } from '../yaml/nearest-name.ts';

/** Commander's refusal of a command line in our own words; anything else is handed back as it is. */
export function usageProblem(error: unknown, argv: readonly string[], commandNames: readonly string[]): unknown {
  if (!(error instanceof CommanderError)) return error;
  const [first = '', ...rest] = error.message.replace(/^error: /, '').split('\n');
  const suggestion = /^\(Did you mean (.+)\?\)$/.exec(rest.join(' '))?.[1];
  const command = argv.find((word) => commandNames.includes(word));
  const help = `cartridge ${command === undefined ? '' : `${command} `}--help lists what there is.`;
  const hint = suggestion === undefined ? help : `Did you mean ${suggestion}? ${help}`;
  const known = unknownChoice(first) ?? tooMany(error, first);
  return new CartridgeError({
    code: 'USAGE',
    message: first.replace(/\.$/, '').replaceAll("'", '"'),
    hint,
    ...known,
  });
}

/** A value that is none of those accepted, of a flag or of an argument. */
function unknownChoice(text: string): { message: string; hint: string } | null {
  const flag = /^option '(?:-\w, )?(--[\w-]+) .*' argument '(.*)' is invalid\. Allowed choices are (.+?)\.$/s.exec(
    text,
  );
  const argument = /^command-argument value '(.*)' is invalid for argument '(.+)'\. Allowed choices are (.+?)\.$/s.exec(
    text,
  );
  const [name, value = '', choices = ''] = flag?.slice(1) ?? [argument?.[2], argument?.[1], argument?.[3]];
  if (name === undefined) return null;
  const nearest = nearestName(value, choices.split(', '));
  const meant = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return { message: `${name} cannot be "${value}"${meant}`, hint: `It takes ${choices}.` };
}

function tooMany(error: CommanderError, text: string): { message: string; hint?: string } | null {
  if (error.code !== 'commander.excessArguments') return null;
  const [, command = '', most = '', given = ''] = /'(.+)'\. Expected (\d+) .* got (\d+)/.exec(text) ?? [];
  const message = `${command} takes ${most === '0' ? 'no' : most} argument${most === '1' ? '' : 's'}, and got ${given}`;
  if (!['plan', 'infer', 'scan'].includes(command)) return { message };
  return { message, hint: `What is read is given by --from: cartridge ${command} --from shop.duckdb` };
}
