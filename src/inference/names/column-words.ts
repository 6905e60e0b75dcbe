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
/** What tables of people are called. */
export const PERSON_WORDS = words(
  'user customer contact employee patient member lead subscriber person staff author client guest student teacher driver player passenger candidate applicant host reviewer recipient participant attendee donor actor artist visitor tenant resident buyer seller cardholder citizen voter volunteer owner beneficiary dependent physician doctor nurse instructor pupil individual people username useracct human child judge youth traveler traveller cyclist runner athlete',
);

function words(text: string): ReadonlySet<string> {
  return new Set(text.split(' '));
}
