import { resolve } from 'node:path';
import type { Selection } from '../catalog/reader.ts';
import { type Call } from './command.ts';
import { optionList, requireFrom } from './option-values.ts';

/** `--from` to be opened: a path is made absolute, an address stays. */
export function inputOf(call: Call): string {
  const from = requireFrom(call.options, call.definition.name);
  return /^[a-z][a-z0-9+.-]+:\/\//i.test(from) ? from : resolve(call.io.cwd, from);
}

/** Which tables of the input are meant. */
export function selectionOf({ options }: Call): Selection {
  return {
    schemas: optionList(options, 'schema'),
    select: optionList(options, 'select'),
    exclude: optionList(options, 'exclude'),
  };
}
