/** Letters that Unicode decomposition does not turn into Latin ones, by what they sound like. */
const LETTERS: Record<string, string> = {
  ...pairs('ßæœøđðłþıŋħ', 'ss ae oe o d d l th i ng h'),
  ...pairs(
    'абвгдежзийклмнопрстуфхцчшщъыьэюя',
    'a b v g d e zh z i i k l m n o p r s t u f kh ts ch sh shch _ y _ e iu ia',
  ),
  ...pairs('єіїґўђјљњћџ', 'ie i i g u dj j lj nj c dz'),
  ...pairs('αβγδεζηθικλμνξοπρσςτυφχψω', 'a v g d e z i th i k l m n x o p r s s t y f ch ps o'),
  '&': ' and ',
};

/**
 * Text in ASCII as far as its script is known: marks are dropped, Greek and Cyrillic are spelt in Latin letters, other
 * scripts and symbols become spaces. Case is kept.
 */
export function transliterate(text: string): string {
  if (/^[\w ]*$/.test(text)) return text;
  return Array.from(text.normalize('NFKD').replace(/\p{Mn}/gu, ''), asciiOf).join('');
}

function asciiOf(character: string): string {
  if (character >= ' ' && character <= '~' && !(character in LETTERS)) return character;
  const lower = character.toLowerCase();
  const latin = LETTERS[lower] ?? ' ';
  return lower === character ? latin : latin.charAt(0).toUpperCase() + latin.slice(1);
}

function pairs(letters: string, latin: string): Record<string, string> {
  const spelt = latin.split(' ').map((each) => each.replace('_', ''));
  return Object.fromEntries(Array.from(letters, (letter, index) => [letter, spelt[index] ?? '']));
}
