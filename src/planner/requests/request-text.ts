/** A word of a request as it was written, or a name in quotes. */
export interface Word {
  readonly text: string;
  /** In lower case. */
  readonly plain: string;
  /** In quotes or backticks: a name, whatever its words mean. */
  readonly isName: boolean;
  /** Whether a comma stands before it. */
  readonly afterComma: boolean;
}

/** A sentence, or what a semicolon or the item of a list ends like one. */
export interface Sentence {
  readonly text: string;
  readonly words: readonly Word[];
}

/** More words than anybody reads; they bound the work, and the rest is told of as ignored. */
const MOST_WORDS = 2000;
const SENTENCE_END = /[;\u3002]|[.!?](?=\s|$)|\n\s*(?:\n|[-*\u2022]\s|\d{1,3}[.)]\s)/u;
/** A name in quotes; a word, without the end of `customer's`; what stands between words. A hyphen separates as a space does. */
const WORD =
  /(?<=^|[\s(,;:])(["'`])([^"'`\n]{1,200})\1(?=$|[\s),.;:!?])|([\p{L}\p{M}\p{N}_$]+(?:\.[\p{L}\p{M}\p{N}_$]+)*)(?:['\u2019](?:s|d|m|t|ll|re|ve)(?![\p{L}\p{N}]))?|(,)|([&+/])/giu;

/** The sentences of a text with their words, and the words beyond those that are read. Any text will do. Pure, linear. */
export function readSentences(text: string): {
  readonly sentences: readonly Sentence[];
  readonly rest: readonly string[];
} {
  const sentences: Sentence[] = [];
  const rest: string[] = [];
  let left = MOST_WORDS;
  for (const part of text.split(SENTENCE_END)) {
    const words = readWords(part);
    rest.push(...words.slice(left).map((word) => word.text));
    if (left > 0 && words.length > 0) sentences.push({ text: part.trim(), words: words.slice(0, left) });
    left = Math.max(0, left - words.length);
  }
  return { sentences, rest };
}

function readWords(text: string): Word[] {
  const words: Word[] = [];
  let afterComma = false;
  for (const [, , quoted, word, comma, joint] of text.matchAll(WORD)) {
    if (comma !== undefined) afterComma = true;
    else {
      const name = quoted ?? word ?? (joint === undefined ? '' : 'and');
      words.push({ text: name, plain: name.toLowerCase(), isName: quoted !== undefined, afterComma });
      afterComma = false;
    }
  }
  return words;
}
