/**
 * Words of the language that inference reads in names, each list with its reason. No name of a schema or of a table
 * of any schema stands here: only what people everywhere call things. Singular, lower case.
 */

/** Ends of a column name that say "this identifies something". */
export const KEY_WORDS = words(
  'id key code no num nbr number uuid guid uid sk pk fk ref cd oid rowid ident identifier hash symbol',
);
/** Key words that, alone, are a table's own surrogate key. */
export const SURROGATE_WORDS = words('id uuid guid pk uid oid rowid sk');
/** Key words that name a business code: they point only to a key of the same word. */
export const CODE_WORDS = words('code cd no num nbr number ref symbol hash');
/** Words that identify an article or a place the world over, with no key word needed. */
export const NATURAL_KEYS = words('sku isbn ean upc gtin iban iso iata icao vin ticker');

/** How people shorten; both sides of a comparison are read in full. */
export const ABBREVIATIONS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    acct: 'account',
    addr: 'address',
    amt: 'amount',
    app: 'application',
    attr: 'attribute',
    cat: 'category',
    cnt: 'count',
    cust: 'customer',
    dept: 'department',
    desc: 'description',
    descr: 'description',
    emp: 'employee',
    img: 'image',
    inv: 'invoice',
    loc: 'location',
    mgr: 'manager',
    msg: 'message',
    ord: 'order',
    org: 'organization',
    organisation: 'organization',
    prod: 'product',
    qty: 'quantity',
    repo: 'repository',
    subj: 'subject',
    txn: 'transaction',
    trans: 'transaction',
    usr: 'user',
    whse: 'warehouse',
  }),
);

/** Words that end as a key word does and are none: `valid` is not `val` + `id`. */
export const NOT_GLUED = words(
  'valid invalid paid unpaid prepaid void bid grid android solid fluid rapid hybrid avoid amid acid raid humid squid aid kid lid mid monkey turkey hockey jersey whiskey donkey zipcode barcode postcode',
);

/** Plurals that the usual rules would shorten wrongly. */
export const IRREGULAR_PLURALS: ReadonlyMap<string, string> = new Map(
  Object.entries({
    caches: 'cache',
    cookies: 'cookie',
    selfies: 'selfie',
    zombies: 'zombie',
    people: 'person',
    children: 'child',
  }),
);

/** Plurals of three letters; most words of three letters that end in s are none (`has`, `bus`, `sms`). */
export const SHORT_PLURALS: ReadonlyMap<string, string> = new Map(
  Object.entries({ ids: 'id', ads: 'ad', ons: 'on', ops: 'op', tvs: 'tv', pcs: 'pc', vms: 'vm', lbs: 'lb' }),
);

/** Prefixes that say how a table came here, not what it is. */
export const LAYER_PREFIXES = words('tbl dim fact fct stg raw src source base vw');

/** Suffixes that say the same. */
export const LAYER_SUFFIXES = words('tbl table raw stg src dim fact');

/** The child points to a row of its own table. */
export const SELF_WORDS = words(
  'parent reply previous prior prev next root original superior ancestor predecessor successor report boss supervisor superseded duplicate canonical',
);
/** A last word that says that the table is the one of that name, the others its parts: `order_header`. */
export const MASTER_WORDS = words('master header head static base main');
/** Last words of tables that relate rows of one other table, and the two ends that their columns name. */
export const RELATION_WORDS = words(
  'relationship relation redirect merge link hierarchy tree edge mapping alias connection dependency closure path association similarity',
);
export const RELATION_ENDS = words(
  'new old from to source target parent child related left right origin destination subject object ancestor descendant predecessor successor',
);
/** Words that say nothing of the target and may stand between its name and the key word. */
export const LINK_WORDS = words('fk ref link to api ext');

/** Tables of people, from the most general: what an agent noun (`creator`, `approved_by`) points to. */
export const PERSON_TABLES = ['user', 'account', 'person', 'employee', 'staff', 'member'] as const;
/** After one of these words, the table of people still: `user_profile`. */
export const PERSON_RECORD_WORDS = words('profile account acct master info information record detail data');
/** Words that one schema uses for another's: `user_id` where the table is called `customers`. */
export const PERSON_SYNONYMS = words('user customer client member person buyer');
/** Nouns of somebody who does something that the endings below miss. */
export const AGENTS = words(
  'agent assignee author approver rep representative lead recipient requester host contact responsible delegate sender receiver',
);
/** Of these, those that are references even as bare numbers: nobody counts creators in a column `creator`. */
export const OWNERS = words(
  'creator owner author editor assignee approver reviewer reporter manager requester requestor sender recipient patron orderer modifier updater submitter uploader inviter',
);
/** Ends of agent nouns. */
export const AGENT_ENDINGS = ['er', 'or', 'ee'] as const;
/** Words that end as agent nouns do and are things, places or parties with tables of their own. */
export const NOT_AGENTS = words(
  'order customer vendor folder number parameter character counter container cover header footer layer letter master meter member monitor paper partner player poster power printer provider quarter register router server sensor slider sticker supplier user vector carrier tier trigger banner buffer chapter cluster color cursor error factor filter identifier center computer corner driver dinner error fee committee coffee degree door finger flavor floor former gender indicator later ledger liter locker major minor mirror motor newsletter offer operator other paper parser passenger pointer processor profiler proper refer river scanner semester shoulder shutter spider store summer super theater ticker timer tower transfer tutor voucher water weather winter writer tree publisher distributor manufacturer competitor investor answer tokenizer scheduler handler listener runner adapter connector loader trailer browser renderer wrapper controller generator aggregator sector doctor router anchor pattern pier cylinder vector timer multiplier serializer launcher',
);

/** Columns that record when and by whom a row was written; never measures, never events. */
export const AUDIT_WORDS = words(
  'created updated modified inserted changed create update insert modify edited synced loaded ingested',
);
/** Who wrote a row. */
export const WRITERS = words('creator updater modifier inserter');
/** Prefixes of ids that belong to other systems. */
export const FOREIGN_SYSTEM_WORDS = words(
  'external legacy remote foreign thirdparty provider gateway stripe paypal facebook twitter google github gitlab apple ldap saml trace',
);

/** Numbers a line within its header. */
export const LINE_WORDS = words('line seq sequence ordinal lineno linenumber linenum lnum');
/** Counts what belongs to the references before it. */
export const RANK_WORDS = words('rank seqno seqnum sequence ordinal serial lineno');
/** Last words of tables whose rows connect rows of two others. */
export const LINK_TABLES = words('map mapping link assoc association xref join');
/** What tells the rows of a parent apart whatever else they hold: a period, a language, a role. */
export const PERIOD_WORDS = words('timeframe period role chain protocol locale lang language');
/** The same in a table of few columns. */
export const DISCRIMINATOR_WORDS = words(
  'type kind name label synonym scope category dimension metric reaction tag value alias',
);
/** The second part of a key in a table of named values. */
export const ATTRIBUTE_WORDS = words('k key attribute property locale lang language field setting option tag');
/** Begin of a period, and its end. */
export const PERIOD_STARTS = words('from start begin effective valid since');
export const PERIOD_ENDS = words('to end until expiry expiration thru through');

/** Last words of tables whose rows are measurements or changes of an entity, so that its key is not theirs. */
export const HISTORY_WORDS = words(
  'stat statistic daily weekly monthly hourly history archive log version audit snapshot event report metric balance',
);
/** Last words of tables that only add columns to another, row for row. */
export const EXTENSION_WORDS = words('meta metadata ext extension extra detail info raw text embedding');

/** What is often counted, paid or measured: numbers that may be added up. */
export const MEASURE_WORDS = words(
  'quantity amount count total sum duration weight hour minute second millisecond volume size length distance unit point score value balance click impression view conversion',
);
export const MONEY_WORDS = words(
  'amount price cost total subtotal tax fee balance revenue discount salary wage mrr arr payment charge refund budget spend income expense tip freight commission bonus credit debit due paid payout gross net acctbal totalprice extendedprice retailprice supplycost',
);
/** Words that make a number a ratio or a place: it may be averaged, never added up. */
export const NON_ADDITIVE_WORDS = words(
  'rate ratio pct percent percentage score avg average mean lat lng lon latitude longitude rank position level year month day age temperature index version order sort sequence priority',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
