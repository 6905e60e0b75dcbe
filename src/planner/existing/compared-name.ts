import { renderPlainText } from '../../sql/jinja-text.ts';

/** The name of a column as properties write it, as it is compared: as dbt renders it, without quotes, in lower case. */
export function comparedName(written: string): string {
  const name = renderPlainText(written) ?? written;
  const bare = /^(["`]).*\1$/s.test(name) ? name.slice(1, -1).replaceAll('""', '"') : name;
  return bare.toLowerCase();
}

/** Names of columns as they are compared. */
export function namesOf(columns: readonly { readonly name: string }[]): Set<string> {
  return new Set(columns.map(({ name }) => comparedName(name)));
}
