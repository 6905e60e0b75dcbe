import type { Entry, RenderOptions } from './rendered.ts';

/** A properties file of several nodes, and what each of them contributed, verbatim and in the order of the entries. */
export interface PropertiesFile {
  readonly content: string;
  readonly texts: readonly string[];
}

/** Puts the entries of one file together: its sources, then its models. Pure. */
export function propertiesFile(entries: readonly Entry[], options: RenderOptions): PropertiesFile {
  const { blank_lines, version } = options.style.yaml;
  const isFirst = (entry: Entry): boolean => entry === entries.find(({ list }) => list === entry.list);
  const texts = entries.map((entry) =>
    entry.list === 'sources' && !isFirst(entry) ? withoutHead(entry.text) : entry.text,
  );
  const gap = '\n'.repeat(blank_lines);
  const of = (list: Entry['list']): string[] => texts.filter((_, index) => entries[index]?.list === list);
  const sources = of('sources').join(gap);
  const models = modelList(of('models'), options);
  const content = [sources, models].filter((part) => part !== '').join('\n');
  const isVersioned = !version || /^version:/m.test(content);
  return { content: isVersioned ? content : `version: 2\n\n${content}`, texts };
}

function modelList(entries: readonly string[], { style, templates }: RenderOptions): string {
  if (entries.length === 0) return '';
  const { blank_lines } = style.yaml;
  // The template puts one blank line between entries.
  const joined = blank_lines === 1 ? entries : [entries.join(`\n${'\n'.repeat(blank_lines)}`)];
  return templates.render('models/models.yml', { entries: joined });
}

/** The nodes of a document with the list `sources`, to stand below those of another. */
function withoutHead(text: string): string {
  return text.replace(/^(?:[^\n]*\n)*?sources:[^\n]*\n/, '');
}
