import { mappingOf } from '../../../src/yaml/mapping.ts';

/** The text of a message: a string, or a list of parts of which those with text count. */
export function textOf(content: unknown): string {
  if (typeof content === 'string') return content;
  const texts = (Array.isArray(content) ? content : []).map((part) => mappingOf(part)['text']);
  return texts.filter((text) => typeof text === 'string').join('');
}
