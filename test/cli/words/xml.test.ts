import * as fc from 'fast-check';
import { SaxesParser } from 'saxes';
import { expect, it } from 'vitest';
import { xmlDocument } from '../../../src/cli/words/xml.ts';

/** Reads a document strictly: attributes of the root, and its text. */
function readXml(text: string): { attributes: Record<string, string>; text: string } {
  const found = { attributes: {}, text: '' };
  const parser = new SaxesParser();
  parser.on('error', (error) => {
    throw error;
  });
  let isInside = false;
  parser.on('opentag', (tag) => {
    found.attributes = tag.attributes;
    isInside = true;
  });
  parser.on('text', (piece) => (found.text += isInside ? piece : ''));
  parser.on('closetag', () => (isInside = false));
  parser.write(text).close();
  return found;
}

it('indents elements, leaves out attributes without a value and closes what is empty', () => {
  const children = [
    { name: 'b', attributes: { n: 1, nothing: undefined } },
    { name: 'c', attributes: {}, text: 'a < b' },
  ];
  expect(xmlDocument({ name: 'a', attributes: {}, children })).toBe(`<?xml version="1.0" encoding="UTF-8"?>
<a>
  <b n="1"/>
  <c>a &lt; b</c>
</a>
`);
});

it('carries any text as it is, but for what XML cannot hold', () => {
  const special = ['<', '>', '&', '"', "'", '\n', '\r', '\t', ']]>', '\0', '\ud800'];
  const anyText = fc.oneof(fc.string({ unit: 'binary' }), fc.string({ unit: fc.constantFrom(...special) }));
  fc.assert(
    fc.property(anyText, anyText, (attribute, text) => {
      const read = readXml(xmlDocument({ name: 'a', attributes: { b: attribute }, text }));
      expect(read).toEqual({ attributes: { b: asHeld(attribute) }, text: asHeld(text) });
    }),
  );
});

function asHeld(text: string): string {
  return Array.from(text, (character) => (isHeld(character.codePointAt(0) ?? 0) ? character : '\ufffd')).join('');
}

/** `Char` of XML 1.0. */
function isHeld(code: number): boolean {
  const isBlank = code === 0x9 || code === 0xa || code === 0xd;
  return isBlank || (code >= 0x20 && code <= 0xd7ff) || (code >= 0xe000 && code <= 0xfffd) || code >= 0x10000;
}
