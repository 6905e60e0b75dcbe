import pluralize from 'pluralize';

/** Words that have no other number as the name of a table. */
const UNCOUNTABLE = new Set(
  `accounting analytics apparel audit billing content data equipment feedback finance furniture hardware health history
  hr info information inventory knowledge logistics luggage marketing media merchandise metadata money news payroll
  progress research revenue sales series settings software species spend staff statistics stock support traffic
  weather`.split(/\s+/),
);
/** Singular words that `pluralize` would cut. */
const SINGULAR = new Set(
  'atlas bias bonus bus campus canvas census chaos corpus gas gps lens pos sms status'.split(' '),
);

/** The plural of a snake_case name: of its last word. */
export function plural(name: string): string {
  return inflectLast(name, (word) => (SINGULAR.has(word) ? `${word}es` : pluralize.plural(word)));
}

/** The singular of a snake_case name: of its last word. */
export function singular(name: string): string {
  return inflectLast(name, (word) =>
    SINGULAR.has(word) || word.length < 3 || /(?:ss|us|is)$/.test(word) ? word : pluralize.singular(word),
  );
}

function inflectLast(name: string, inflect: (word: string) => string): string {
  const start = name.lastIndexOf('_') + 1;
  const word = name.slice(start);
  return UNCOUNTABLE.has(word) || !/^[a-z]{2,}$/.test(word) ? name : name.slice(0, start) + inflect(word);
}
