/** Words that names abbreviate. (No plain objects: a column may be called `constructor`.) */
const ABBREVIATIONS = new Map(
  Object.entries({
    acct: 'account',
    addr: 'address',
    amt: 'amount',
    avg: 'average',
    cnt: 'count',
    desc: 'description',
    dob: 'date of birth',
    id: 'identifier',
    ip: 'IP',
    lat: 'latitude',
    lng: 'longitude',
    lon: 'longitude',
    max: 'maximum',
    min: 'minimum',
    msg: 'message',
    nbr: 'number',
    no: 'number',
    num: 'number',
    pct: 'percentage',
    qty: 'quantity',
    ref: 'reference',
    tel: 'telephone number',
    uri: 'URI',
    url: 'URL',
    uuid: 'UUID',
    zip: 'postal code',
  }),
);
/** Whole names that stand for more than their words. */
const WHOLE_NAMES = new Map(
  Object.entries({
    email: 'email address',
    fax: 'fax number',
    mobile: 'mobile number',
    phone: 'phone number',
  }),
);

/** Names repeat from table to table, so each is read once; bounded, since they come from outside. */
const read = new Map<string, string>();
const MOST_READ = 50_000;

/** A snake_case name as words, abbreviations written out: `unit_qty` is `unit quantity`. */
export function words(name: string): string {
  const known = read.get(name);
  if (known !== undefined) return known;
  const text = readWords(name);
  if (read.size < MOST_READ) read.set(name, text);
  return text;
}

function readWords(name: string): string {
  if (!name.includes('_')) return WHOLE_NAMES.get(name) ?? ABBREVIATIONS.get(name) ?? name;
  let text = '';
  for (const word of name.split('_')) {
    if (word !== '') text += (text === '' ? '' : ' ') + (ABBREVIATIONS.get(word) ?? word);
  }
  return text;
}

/** With its first letter in upper case. */
export function capital(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}

/** A text as one paragraph, without control characters; undefined if there is nothing in it. */
export function paragraphOf(text: string | undefined): string | undefined {
  const paragraph = text?.replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim();
  return paragraph === '' ? undefined : paragraph;
}

/** With a mark at its end, so that another sentence may follow. */
export function endOfSentence(text: string): string {
  const trimmed = text.trim();
  return /[.!?]$/.test(trimmed) ? trimmed : `${trimmed}.`;
}
