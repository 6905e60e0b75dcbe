/** The `{% docs %}` blocks of a Markdown text, as pairs of name and body; Jinja within is left as it is. Pure. */
export function readDocsBlocks(text: string): [string, string][] {
  return [...text.matchAll(BLOCK)].map(([, name = '', body = '']) => [name, body.trim()]);
}

/** A YAML text in which each description `"{{ doc('name') }}"` is the body of its block, where there is one. Pure. */
export function withDocsBlocks(text: string, blocks: ReadonlyMap<string, string>): string {
  if (blocks.size === 0) return text;
  return text.replace(CALL, (call, name: string) => {
    const body = blocks.get(name);
    return body === undefined ? call : JSON.stringify(body);
  });
}

const BLOCK = /\{%-?\s*docs\s+(\w+)\s*-?%\}([^]*?)\{%-?\s*enddocs\s*-?%\}/g;
const CALL = /"\{\{ doc\('(\w+)'\) \}\}"/g;
