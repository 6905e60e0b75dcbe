import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../templates');

/** What each template is given, as a table: the comment that each begins with. */
export function templateData(): string {
  const rows = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.hbs'))
    .map((path) => path.replaceAll('\\', '/'))
    .sort()
    .map((path) => {
      const data = /^\{\{!-- (?<data>[^]*?) --\}\}/.exec(readFileSync(join(folder, path), 'utf8'))?.groups?.['data'];
      return `| \`${path}\` | ${(data ?? '').replaceAll('|', '\\|')} |`;
    });
  return ['| template | is given |', '|---|---|', ...rows].join('\n');
}
