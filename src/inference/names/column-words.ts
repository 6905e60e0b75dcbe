/** Words in column names that say what a value is; see `words.ts` for those that say what it points to. */

/** Beginnings and ends of yes-or-no columns. */
export const BOOLEAN_STARTS = words('is has had can was were should allow enable use');
export const BOOLEAN_ENDS = words('flag enabled disabled');
/** Ends of yes-or-no columns that are kept as numbers: a state that something is in or not. */
export const FLAG_WORDS = words(
  'active inactive visible hidden public private published archived approved locked verified confirmed default primary featured required deleted removed blocked banned enabled disabled optional mandatory obsolete discontinued subscribed closed internal external only anonymous automatic auto current valid suspended',
);
/** Parts of a calendar, counted: `month_number` numbers no thing. */
export const CALENDAR_WORDS = words('year quarter month week day hour minute second period');
/** A row that is gone, in an application's own table. */
export const DELETED_WORDS = words('deleted removed');
/** Ends of columns with a handful of values. */
export const ENUM_WORDS = words(
  'status state type kind category level role tier channel method mode gender sex priority severity class segment stage currency language locale platform medium frequency visibility privacy condition unit rating scheme code enum classification algorithm protocol encoding charset strategy',
);
/** The same where they are run together with another word: `orderstatus`, `mktsegment`. Not `prototype`. */
export const ENUM_ENDS =
  /^(?!(?:proto|stereo|logo|arche|geno|pheno|blood)type).{3,}(?:status|priority|segment|category|type|mode)$/;
/** Codes that name one thing among many, and no kind of thing: `promo_code`, `item_code`. */
export const NAMING_CODES = words(
  'item product sku article part promo promotion discount coupon voucher gift tracking verification confirmation activation invite invitation invoice referral access upgrade redemption booking reservation account customer employee serial security authorization bar barcode qr short external reference order supplier vendor station project course short url source',
);
/** Ends of moments that are kept as numbers. */
export const EPOCH_WORDS = words('epoch unix ts tstamp timestamp unixtime');
/** Amounts are in the smallest coin. */
export const MINOR_UNIT_WORDS = words('cent pence');
/** Amounts in one schema, shares of a price in the next. */
export const SHARE_WORDS = words('tax discount vat gst commission royalty interest margin markup');
/** How much there is at one moment: may be added over things, not over time, so not for certain. */
export const LEVEL_WORDS = words(
  'balance acctbal stock inventory headcount onhand capacity quota limit threshold lim min max minimum maximum',
);
/** What tables of people are called. */
export const PERSON_WORDS = words(
  'user customer contact employee patient member lead subscriber person staff author client guest student teacher driver player passenger candidate applicant host reviewer recipient participant attendee donor actor artist visitor viewer resident buyer seller cardholder citizen voter volunteer owner beneficiary dependent physician doctor nurse instructor pupil individual people username useracct human child judge youth traveler traveller cyclist runner athlete',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
