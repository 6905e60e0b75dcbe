/** What the draft's names rest on, so that a model does not propose them again (dbt-facts.md 3 and 4). */
export const NAMING = `## Names
cartridge names by rule: snake_case; id becomes {entity}_id, name {entity}_name; moments end in _at, days in _date; booleans begin with is_ or has_; a reference is called as the key that it points to. Never propose what a rule already gives, never rename keys or references.
Rename only what a reader could not understand: abbreviations written out (acct_nm -> account_name, qty_oh -> quantity_on_hand), codes of a vendor whose meaning is certain. Tables get the plural of what one row is (tbl_cust -> customers). Names match ^[a-z_][a-z0-9_]*$.`;
