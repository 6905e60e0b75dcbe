/** Words that some YAML 1.1 reader takes for a boolean or null (dbt-facts.md section 6). */
const WORDS = /^(?:y|n|yes|no|on|off|true|false|null)$/i;
const PLAIN = /^[A-Za-z_](?:[A-Za-z0-9_ .,;'/()-]*[A-Za-z0-9_.)])?$/;
/** What cannot stand in YAML as it is, and what some reader takes for a line break (PyYAML's rules). */
const UNPRINTABLE = /[\p{Cc}\p{Cs}\u2028\u2029\ufeff\ufffe\uffff]/gu;
const LINE_WIDTH = 100;

/**
 * A text as a YAML scalar on one line, in block context (after `key: ` or `- `): plain where every YAML 1.1 and 1.2
 * reader gives the text back, otherwise double-quoted.
 */
export function yamlScalar(text: string): string {
  return PLAIN.test(text) && !WORDS.test(text) ? text : doubleQuoted(text);
}

/**
 * A paragraph as the value of a key whose children stand at `indent` spaces: on one line where it fits, otherwise
 * folded. Runs of white space are one space: use it for prose, not for names.
 */
export function yamlParagraph(text: string, indent: number): string {
  const fits = text.length + indent + 'description: '.length <= LINE_WIDTH;
  if (fits && PLAIN.test(text) && !text.includes('  ') && !WORDS.test(text)) return text;
  const words = text.split(/\s+/).filter((word) => word !== '');
  const line = words.join(' ');
  if (line.length + indent + 'description: '.length <= LINE_WIDTH || line.search(UNPRINTABLE) !== -1) {
    return yamlScalar(line);
  }
  const margin = '\n' + ' '.repeat(indent);
  return `>-${margin}${wrap(words, LINE_WIDTH - indent).join(margin)}`;
}

function doubleQuoted(text: string): string {
  return `"${text.replace(/[\\"]/g, '\\$&').replace(UNPRINTABLE, escaped)}"`;
}

function escaped(character: string): string {
  if (character === '\n') return '\\n';
  const code = character.charCodeAt(0);
  return code < 256 ? `\\x${hex(code, 2)}` : `\\u${hex(code, 4)}`;
}

function hex(code: number, digits: number): string {
  return code.toString(16).toUpperCase().padStart(digits, '0');
}

function wrap(words: readonly string[], width: number): string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of words) {
    if (line !== '' && line.length + 1 + word.length > width) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
