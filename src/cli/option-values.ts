import { CartridgeError } from '../errors.ts';

/** Values of a command's options by their long name in camelCase, as commander hands them over. */
export type OptionValues = Readonly<Record<string, string | boolean | readonly string[] | undefined>>;

/** Text of an option, or undefined where it was not given. */
export function optionText(options: OptionValues, name: string): string | undefined {
  const value = options[name];
  return typeof value === 'string' ? value : undefined;
}

/** All values of an option that may be repeated; empty where it was not given. */
export function optionList(options: OptionValues, name: string): readonly string[] {
  const value = options[name];
  return Array.isArray(value) ? value : [];
}

/** Whether a flag was given. */
export function optionFlag(options: OptionValues, name: string): boolean {
  return options[name] === true;
}

/** Text of `--from`; without it there is nothing to read, which is a fault of usage. */
export function requireFrom(options: OptionValues, command: string): string {
  const from = optionText(options, 'from');
  if (from !== undefined && from !== '') return from;
  throw new CartridgeError({
    code: 'USAGE',
    message: `${command} needs --from: what the raw tables are read from`,
    hint: `A DuckDB file, a folder or glob of CSV, Parquet or JSON files, or a catalog file:\n  cartridge ${command} --from shop.duckdb`,
  });
}
