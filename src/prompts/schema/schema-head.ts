import type { NamePatterns } from './name-patterns.ts';
import { USUAL_PATTERNS } from './name-patterns.ts';
import type { SharedColumns } from './shared-columns.ts';

/** What `+` stands for where no line says it: the columns that frameworks of all languages give to tables. */
export const USUAL_COLUMNS = 'created_at updated_at';

/** The first lines of a text: what holds for all of its tables, where it is not what the system prompt says. */
export function writeHead(
  { prefix, key, reference }: NamePatterns,
  { isUpper, shared }: { readonly isUpper: boolean; readonly shared: readonly SharedColumns[] },
): string[] {
  return [
    ...(isUpper ? ['CAPITALS'] : []),
    ...(prefix === '' ? [] : [`~ ${prefix}`]),
    ...(key === USUAL_PATTERNS.key ? [] : [`key ${key}`]),
    ...(reference === USUAL_PATTERNS.reference ? [] : [`ref ${reference}`]),
    ...shared.map(({ sign, written }) => `${sign} ${written.text}`).filter((line) => line !== `+ ${USUAL_COLUMNS}`),
  ];
}
