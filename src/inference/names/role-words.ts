/**
 * Words of table names that tell what the rows are to the others: something that happened, a kind, a version. Words of
 * the language and of public frameworks only, never of one schema. Singular, lower case; see `words.ts`.
 */

/** What tables of transactions are called: something happened between parties. */
export const FACT_WORDS = words(
  'order line item payment invoice transaction txn entry booking shipment sale purchase rental refund donation trip ride claim encounter appointment delivery transfer charge payout reservation result fill movement lineitem occurrence exposure admission prescription diagnosis procedure checkout fulfillment fulfilment creditnote debitnote return journal deposit withdrawal loan timesheet timecard usage cost expense spend budget quota forecast bill receipt bid trade ledger remittance disbursement attendance finance',
);
/** Last words of tables that hold the parts of another: `invoice_line`. */
export const LINE_TABLES = words('line item detail entry lineitem');
/** What tables of events are called: something happened, once, and does not change. */
export const EVENT_WORDS = words(
  'event log logging audit click view activity session hit message notification comment vote review reaction request visit impression change recentchange reply feedback upgrade ban flag like follow favorite favourite attempt login logout call unsubscribe ping download response approval disapproval appeal referral dmail tweet scrobble logentry auditentry audittrail logrecord',
);
/** Events, unless they bear a name or title and so are things themselves. */
export const MAYBE_EVENT_WORDS = words('report story chat');
/** Ends of nouns made of what somebody does: a moderation, an enrolment. */
export const ACTION_ENDINGS = /(tion|sion|ment)$/;
/** Words that end as these do and are things, places or parties. */
export const NOT_ACTIONS = words(
  'organization location station section position question option version condition document department element equipment apartment instrument permission collection medicament monument compartment segment attachment configuration definition description translation nation application relation specification function direction edition publication region information dimension extension variation association corporation institution profession occupation session education classification qualification notation citation annotation provision garment component fragment environment container government settlement instruction medication population promotion caption criterion version environment moment comment restriction action',
);
/** Last words of tables that keep former states of an entity. */
export const VERSION_WORDS = words('history version revision snapshot scd archive');
/** Last words of tables with a row an entity and day, week or month. */
export const PERIODIC_WORDS = words(
  'daily weekly monthly quarterly yearly hourly snapshot balance stat statistic metric summary aggregate standing',
);
/** Columns that name the period of such a row. */
export const PERIOD_COLUMNS = words('date day week month quarter year period yearmonth');
/** Words for how much of something there is at a place, a semi-additive number. */
export const STOCK_WORDS = words('stock inventory level balance onhand availability');
/** What tables of kinds and places are called: they say what something is, and are folded into what points to them. */
export const CLASSIFICATION_WORDS = words(
  'type status category genre kind class method mode level region country state province city nation language currency unit reason severity priority address location locale timezone zone color colour size gender tier stage subcategory county district continent resolution scale lookup',
);
/** Of these, places and moneys, which may have many codes and names and are still only said of others. */
export const PLACE_WORDS = words(
  'country state province region nation currency language city locale timezone continent',
);
/** Calendars: many numbers for each day, none of them a measure. */
export const CALENDAR_WORDS = words('date calendar day time hour minute month');

/** Last words of tables that say who belongs to what. */
export const MEMBER_WORDS = words(
  'role membership assignment member map mapping xref link relation relationship association subscriber subscription follower participant recipient',
);

/** What programs keep for themselves, by last word: secrets and the like, and settings. */
export const SECRET_WORDS = words('migration token credential password secret cache lock nonce webhook');
export const SETTING_WORDS = words('preference setting configuration config queue');
/** Tables that programs keep for themselves, each as the framework or tool of its name calls it. */
export const TECHNICAL_TABLES = [
  /^schema_?(migrations?|versions?|info)$/,
  /^ar_internal_metadata$/,
  /^(django|auth)_(migrations|session|content_type|admin_log|site)$/,
  /^alembic_version$/,
  /^flyway_/,
  /^databasechangelog(lock)?$/,
  /^(good|delayed|solid|que|oban|failed|queue)_(job|queue|peer)/,
  /^delayed_jobs?$/,
  /^(oban|pghero|flipper|qrtz|oauth2?|wp_actionscheduler|telescope|ahoy_message)_/,
  /^spatial_ref_sys$|^(geometry|geography|raster)_columns$/,
  /^(active_storage|action_mailbox|action_text|knex_|_prisma_|goose_db_version|__ef_?migrations|sysdiagrams$)/,
  /^_?(airbyte|dlt|sdc|fivetran)_/,
  /^(fivetran_audit|pg_stat_)/,
  /_(tmp|temp|bak|backup)$/,
];
/** First words of tables that hold rows of another, put aside. */
export const COPY_PREFIXES = words('deleted archived archive old backup tmp temp copy staging duplicate');

/** Last words of such tables. */
export const COPY_SUFFIXES = words('staging backup bak copy old');

/** Beginnings by which a warehouse's own tables say their role. */
export const ROLE_PREFIXES: ReadonlyMap<string, 'fact' | 'dimension' | 'bridge'> = new Map([
  ['fact', 'fact'],
  ['fct', 'fact'],
  ['dim', 'dimension'],
  ['bridge', 'bridge'],
  ['brg', 'bridge'],
]);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
