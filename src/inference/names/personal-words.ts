/**
 * What personal data is called, by whole words; whose it must be to count as personal; and the words that say whose it is.
 * Singular, lower case, as `nameTokens` reads a name. Only what people everywhere call things.
 */

/** Where a phrase is personal: whatever the table; where a person is meant; or as a part of somebody's address. */
export type Reach = 'anywhere' | 'person' | 'place';

/** Kind of personal data, where it counts, and the ends of column names that say it. */
const ENTRIES: readonly (readonly [kind: string, reach: Reach, phrases: string])[] = [
  ['email', 'anywhere', 'email mail|email|e mail|email address'],
  [
    'phone',
    'anywhere',
    'phone|mobile|msisdn|fax|telephone|tel|cell phone|phone number|mobile number|telephone number|fax number|cell number|contact number|home number|office number|work number|whatsapp|whatsapp number|to number',
  ],
  // Numbers that a state or an insurer gives to a person.
  [
    'national_id',
    'anywhere',
    'ssn|social security|social security number|national id|national identity|national insurance|nin|nino|passport|passport number|tax id|tax number|driver license|driver license number|driving license|license plate|vat number|sin number|aadhaar|pan number|cpf|curp|nif|dni|identity number|identity card|id number|id card|medical record number|mrn|medicare number|medicare id|insurance number',
  ],
  ['bank_account', 'anywhere', 'iban|account number|bank account|routing number|sort code|bic|swift|swift code'],
  [
    'payment_card',
    'anywhere',
    'card number|cc number|cvv|cvc|pan|card bin|credit card|last digit|last 4|last four|card verification value|card security code',
  ],
  [
    'birth_date',
    'anywhere',
    'dob|date of birth|birth date|date birth|birthdate|birthday|birth day|birth year|year of birth|birth month',
  ],
  ['death_date', 'anywhere', 'death date|date of death|deceased date|deceased at'],
  // Names that only people have.
  [
    'person_name',
    'anywhere',
    'first name|last name|middle name|maiden name|given name|family name|surname|forename|fname|lname|mname|minit|firstname|lastname|middle initial|sur name|username|user name|screen name|real name|login name|patronymic|mother name|father name|spouse name|salutation|shop owner|store owner|business owner|home owner|contact person|card owner|cc owner|card holder|account holder|policy holder|cardholder',
  ],
  // Names that things have as well.
  [
    'person_name',
    'person',
    'name|nickname|nick name|first|last|middle|given|family|full name|fullname|display name|legal name|login|initial|name suffix|name prefix',
  ],
  [
    'postal_address',
    'anywhere',
    'billing address|shipping address|mailing address|home address|delivery address|residential address|street number|house number',
  ],
  [
    'postal_address',
    'place',
    'street|street name|address|address line|street address|postal address|physical address|line 1|line 2|line 3|line 4|postal code|zip|zip code|postcode|post code|zipcode|city|town|village|state|state name|state code|state province|province|province code|county|district|suburb|locality|region|address street|street type|apartment|suite|suite number|apartment number|address 0',
  ],
  ['location', 'place', 'latitude|longitude|lat|lng|lon|long|geolocation|coordinate|geo point'],
  ['location', 'person', 'location|location name|hometown|home location'],
  ['ip_address', 'anywhere', 'ip|ip address|ip addr|ipv 4|ipv 6|remote ip|client ip|remote addr|remote address'],
  // Numbers of a device that somebody carries.
  ['device_id', 'anywhere', 'imei|imsi|idfa|idfv|gaid|mac address|advertising id|android id'],
  [
    'credential',
    'anywhere',
    'password|passwd|pwd|passphrase|passcode|newpassword|pass hash|pass salt|pass crypt|password hash|password digest|password salt|secret|secret key|token|token digest|token hash|salt|api key|access key|auth key|private key|secret hash|backup code|recovery code|security answer|secret answer|otp|credential|hashed key|partial key',
  ],
  ['credential', 'person', 'pass|pin|hash'],
  ['gender', 'anywhere', 'gender identity'],
  ['gender', 'person', 'gender|sex'],
  [
    'demographic',
    'anywhere',
    'ethnicity|ethnic group|marital status|sexual orientation|religion|native language|citizenship',
  ],
  ['demographic', 'person', 'race|nationality'],
  ['free_text', 'person', 'bio|biography|about|about me|description|note'],
];

/** Phrases of at most three words. */
export const PERSONAL_PHRASES: ReadonlyMap<Reach, ReadonlyMap<string, string>> = new Map(
  (['anywhere', 'person', 'place'] as const).map((wanted) => [
    wanted,
    new Map(
      ENTRIES.filter(([, reach]) => reach === wanted).flatMap(([kind, , phrases]) =>
        phrases.split('|').map((phrase) => [phrase, kind] as const),
      ),
    ),
  ]),
);

/** Whose name, place or address a column holds, said by the word before: `customer_name`. Not `host`, `agent`, `server`. */
export const PERSON_ROLES = words(
  'user customer contact employee patient member subscriber person author client guest student teacher player passenger candidate applicant reviewer recipient participant attendee donor visitor viewer resident buyer seller cardholder committer creator sender receiver referrer giver approver assignee reporter owner manager supervisor father mother spouse parent guardian beneficiary dependent physician doctor clerk caller payer payee holder signer signatory rider traveler traveller emergency clinician prescriber salesperson cashier requester consignee shopper youth judge by',
);
/** Whose address it is, or what is sent there. */
export const ADDRESS_ROLES = words(
  'billing shipping delivery mailing home residential bill ship postal residence permanent recipient',
);
/** What may stand before `name` in a table of people, so that it still is theirs: not `company_name`, not `file_name`. */
export const OWN_NAME_WORDS = words(
  'display real legal preferred login other native home original desired alternate alternative former previous current new old public contact screen formatted custom chosen sort full english local primary secondary',
);

/** Tables of businesses, places and things: their address is nobody's home, unless a person's name stands beside it. */
export const BUSINESS_WORDS = words(
  'store shop warehouse location branch office supplier vendor publisher company organization facility enterprise merchant brand stop station venue airport hospital clinic practice pharmacy property listing restaurant hotel school university club team site distributor manufacturer bank institution agency department place port depot plant stock market node circuit server device tax geo timezone campus building room race center campsite provider',
);

/** Tables of places, in which a city or a code is that of everybody who lives there. */
export const PLACE_TABLES = words(
  'city state country region province county district area zipcode zip postcode nation',
);

/** Said of a value, not the value: `email_verified_at`, `password_changed`. */
export const ABOUT_WORDS = words(
  'count type status verified confirmed enabled opt opted allowed sent at date flag is has id domain format valid expires expiry expiration bounce click open subject template campaign preference setting marketing consent changed length class company brand result response required method rule policy attempt reset limit timeout strength',
);
/** What may follow a phrase without changing it: `phone_work`, `email_normalized`. */
export const TRAILING_WORDS = words(
  'work home primary secondary main other alt alternative personal business value text raw plain normalized lower clean encrypted',
);
/** Tokens that let nobody in: they mark a place in a list, or stand for a thing. */
export const PLAIN_TOKENS = words(
  'page next sync cursor continuation pagination delta position change cart checkout process request message mention share public publishable',
);
/** A column called `token` and no more is one that lets somebody in only in a table of these. */
export const TOKEN_TABLES = words(
  'token auth authentication session access api oauth oidc login password tokenized permission grant credential secret device account user invite invitation verification',
);

/** Before `manager`, where it is a person: no package manager. */
export const MANAGED_WORDS = words(
  'market store account sales project general regional line hiring branch department case district area office plant',
);
/** Tables of people who describe themselves. */
export const SELF_DESCRIBED = words('user person people profile member author');

/** Words that people write together with those above: `homephone`, `newemail`. */
const GLUED_WORDS = words(
  'home work new old mobile cell contact customer user first last full middle street postal zip email phone address name number code password line birth date billing shipping ip card credit account bank national id',
);
/** Every word that a name may be glued of. */
export const PERSONAL_WORDS: ReadonlySet<string> = new Set([
  ...GLUED_WORDS,
  ...PERSON_ROLES,
  ...ENTRIES.flatMap(([, , phrases]) => phrases.split(/[| ]/)).filter((word) => word.length > 3),
]);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
