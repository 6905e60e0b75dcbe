import pluralize from 'pluralize';

/** Words that have no other number as the name of a table. */
const UNCOUNTABLE = new Set(
  `accounting analytics apparel audit billing content data equipment feedback finance furniture hardware health history
  hr info information inventory knowledge logging logistics luggage marketing media merchandise metadata money news payroll
  pricing progress qualifying research revenue sales series settings shipping software species spend staff statistics stock support traffic
  weather`.split(/\s+/),
);
/** Singular words that `pluralize` would cut. */
const SINGULAR = new Set(
  'atlas bias bonus bus campus canvas census chaos corpus gas gps lens pos sms status'.split(' '),
);

/** The plural of a snake_case name: of its last word. */
export function plural(name: string): string {
  return inflectLast(name, pluralOf);
}

/** The singular of a snake_case name: of its last word. */
export function singular(name: string): string {
  return inflectLast(name, singularOf);
}

/** `pluralize` asks a hundred expressions of a word, and a word is asked for several times; bounded, as it comes from outside. */
const MOST_KNOWN = 50_000;

const pluralOf = once((word) => (SINGULAR.has(word) ? `${word}es` : pluralize.plural(word)));
const singularOf = once((word) =>
  SINGULAR.has(word) || word.length < 3 || /(?:ss|us|is)$/.test(word) ? word : pluralize.singular(word),
);

function once(inflect: (word: string) => string): (word: string) => string {
  const known = new Map<string, string>();
  return (word) => {
    const before = known.get(word);
    if (before !== undefined) return before;
    const inflected = inflect(word);
    if (known.size < MOST_KNOWN) known.set(word, inflected);
    return inflected;
  };
}

/** `issue_merged` is a participle, `news_feed` is none. */
const PARTICIPLE = /^(?!.*(?:feed|seed|bed|need|speed|breed|shed|embed|weed|steed|creed)$).{3,}ed$/;

function inflectLast(name: string, inflect: (word: string) => string): string {
  const start = name.lastIndexOf('_') + 1;
  const word = name.slice(start);
  return UNCOUNTABLE.has(word) || PARTICIPLE.test(word) || !/^[a-z]{2,}$/.test(word)
    ? name
    : name.slice(0, start) + inflect(word);
}
