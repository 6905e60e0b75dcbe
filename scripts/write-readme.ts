// Writes what README.md and the pages of docs/ show of a real run, between <!-- name --> and <!-- /name -->, and follows
// their links; with --check only says what is out of date.
//   npx tsx scripts/write-readme.ts [--check]
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { evaluationTable } from './evaluation.ts';
import { templateData } from './template-data.ts';
import { hasDbt, transcripts } from './transcript.ts';

const root = join(import.meta.dirname, '..');
const isCheck = process.argv.includes('--check');
const pages = [
  'README.md',
  'CONTRIBUTING.md',
  'AGENTS.md',
  'CHANGELOG.md',
  ...markdownIn('docs'),
  ...markdownIn('examples'),
];

const problems = pages.flatMap((page) => brokenLinks(page));
if (!hasDbt) console.log('transcripts left out: there is no dbt in .venv (node scripts/setup.mjs --dbt)');
const blocks = new Map([
  ['template-data', templateData()],
  ['evaluation', await evaluationTable()],
  ...(hasDbt ? await transcripts() : []),
]);
problems.push(...writeBlocks(blocks));

if (problems.length > 0) {
  console.error(problems.join('\n'));
  process.exit(1);
}

/** Puts blocks between their markers, in every page; with --check returns which pages would change. */
function writeBlocks(blocks: ReadonlyMap<string, string>): string[] {
  return pages.flatMap((page) => {
    const text = readFileSync(join(root, page), 'utf8');
    const fresh = [...blocks].reduce((result, [name, block]) => between(result, name, block), text);
    if (fresh === text) return [];
    if (isCheck) return [`${page} is out of date. Run: npx tsx scripts/write-readme.ts`];
    writeFileSync(join(root, page), fresh);
    console.log(`wrote ${page}`);
    return [];
  });
}

function between(text: string, name: string, block: string): string {
  const marked = new RegExp(`(<!-- ${name} -->\n)[^]*?(<!-- /${name} -->)`, 'g');
  return text.replace(marked, (_, start: string, end: string) => `${start}${block}\n${end}`);
}

/** Relative links of a page that lead nowhere, and those into a page without the heading that they name. */
function brokenLinks(page: string): string[] {
  const text = readFileSync(join(root, page), 'utf8').replace(/^```.*?^```/gms, '');
  const links = [...text.matchAll(/\]\((?<target>[^)\s]+)\)/g)].map((match) => match.groups?.['target'] ?? '');
  return links
    .filter((link) => !/^[a-z]+:/.test(link))
    .filter((link) => {
      const [path = '', heading] = link.split('#');
      const file = path === '' ? join(root, page) : join(root, dirname(page), path);
      return !existsSync(file) || (heading !== undefined && !headings(file).includes(heading));
    })
    .map((link) => `${page}: the link ${link} leads nowhere`);
}

/** Anchors of a page's headings, as GitHub makes them. */
function headings(file: string): string[] {
  const lines = readFileSync(file, 'utf8').match(/^#+ .*$/gm) ?? [];
  return lines.map((line) =>
    line
      .replace(/^#+ /, '')
      .toLowerCase()
      .replace(/[^\p{L}\p{N} _-]/gu, '')
      .replaceAll(' ', '-'),
  );
}

function markdownIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.md'))
    .map((path) => join(folder, path))
    .sort();
}
