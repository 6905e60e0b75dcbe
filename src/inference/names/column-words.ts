/** Words in column names that say what a value is; see `words.ts` for those that say what it points to. */

/** Beginnings and ends of yes-or-no columns. */
export const BOOLEAN_STARTS = words('is has had can was were should allow enable use');
export const BOOLEAN_ENDS = words('flag enabled disabled');
/** A row that is gone, in an application's own table. */
export const DELETED_WORDS = words('deleted removed');
/** Ends of columns with a handful of values. */
export const ENUM_WORDS = words(
  'status state type kind category level role tier channel method mode gender sex priority severity class segment stage currency language locale platform medium frequency visibility privacy condition unit rating scheme code',
);
/** Ends of moments that are kept as numbers. */
export const EPOCH_WORDS = words('epoch unix ts tstamp timestamp unixtime');
/** Amounts are in the smallest coin. */
export const MINOR_UNIT_WORDS = words('cent minor pence');

/** Kinds of personal data by the words of a column name, whole words one after the other. */
export const PERSONAL_WORDS: ReadonlyMap<string, string> = personal({
  email: 'email mail|email|e mail|email address',
  phone: 'phone|mobile|msisdn|fax|telephone|cell phone|phone number|mobile number',
  national_id:
    'ssn|social security|national id|nin|passport|tax id|driver license|drivers license|vat number|sin number',
  bank_account: 'iban|account number|routing number|bic|swift code',
  payment_card: 'card number|cc number|cvv|cvc|pan|credit card',
  birth_date: 'dob|date of birth|birth date|date birth|birthdate|birthday|birth day',
  person_name:
    'first name|last name|full name|middle name|maiden name|given name|family name|surname|forename|fname|lname|firstname|lastname|fullname|middle initial|nickname',
  postal_address:
    'street|address line|street address|postal code|zip|zip code|postcode|zipcode|billing address|shipping address|mailing address|home address|postal address|physical address',
  ip_address: 'ip|ip address|ip addr|remote ip|client ip',
  credential:
    'password|passwd|pass hash|password hash|password digest|secret|token|salt|api key|access token|private key|encrypted password',
});

/** Words that are personal only in a table of people. */
export const PERSONAL_IN_CONTEXT: ReadonlyMap<string, string> = personal({
  person_name: 'name|display name|real name|username|login|user name|middle',
  location: 'city|latitude|longitude|location',
  gender: 'gender|sex',
  free_text: 'bio|note|about',
  postal_address: 'address|state',
});

/** What tables of people are called. */
export const PERSON_WORDS = words(
  'user customer contact employee patient member lead subscriber person staff author client guest student teacher driver player passenger candidate applicant host reviewer recipient participant attendee donor actor artist',
);
/** Said of a value, not the value: `email_verified_at`, `password_changed`. */
export const ABOUT_WORDS = words(
  'count type status verified confirmed enabled opt opted allowed sent at date flag is has id domain format valid expires expiry expiration bounce click open subject template campaign preference setting marketing consent changed length class',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}

function personal(kinds: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(kinds).flatMap(([kind, names]) => names.split('|').map((name) => [name, kind] as const)),
  );
}
