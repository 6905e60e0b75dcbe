import type { CastType, Dialect, EpochUnit } from './dialect.ts';

/** How a value is made of a raw one. */
export type Conversion =
  | { readonly kind: 'keep' }
  /** Integer minor units to decimal. */
  | { readonly kind: 'cents' }
  | { readonly kind: 'cast'; readonly to: 'boolean' | 'date' | 'timestamp' }
  | { readonly kind: 'epoch'; readonly unit: EpochUnit }
  /** A boolean that is false where there is none. */
  | { readonly kind: 'default_false' }
  | { readonly kind: 'is_not_null' }
  /** Whether a text is one of those that say yes; what is empty stays so. */
  | { readonly kind: 'is_yes' }
  /** Whether a text is `true`; false where there is none. */
  | { readonly kind: 'is_true' };

export type Casts = 'cast' | 'double_colon';

const YES = "('1', 't', 'true', 'y', 'yes')";

/** The SQL of a conversion of `value`, which is the SQL of a column; casts as the project writes them. Pure. */
export function convert(value: string, how: Conversion, into: { dialect: Dialect; casts: Casts }): string {
  const { dialect } = into;
  switch (how.kind) {
    case 'keep':
      return value;
    case 'cents':
      return dialect.hundredth?.(value) ?? cast({ sql: `${value} / 100.0`, isSimple: false }, 'decimal', into);
    case 'cast':
      if (how.to === 'boolean' && !dialect.castsNumberToBoolean) return `${value} <> 0`;
      if (how.to === 'timestamp' && dialect.isoTimestamp) return dialect.isoTimestamp(value);
      return cast({ sql: value, isSimple: true }, how.to, into);
    case 'epoch':
      return dialect.epoch[how.unit](value);
    case 'default_false':
      return dialect.hasBooleanValues ? `coalesce(${value}, false)` : `coalesce(${value}, cast(0 as bit))`;
    case 'is_not_null':
      return booleanOf(`${value} is not null`, { dialect });
    case 'is_yes':
      return booleanOf(`lower(${value}) in ${YES}`, { dialect, unknown: value });
    case 'is_true':
      return dialect.hasBooleanValues
        ? `coalesce(${value} = 'true', false)`
        : booleanOf(`${value} = 'true'`, { dialect });
  }
}

function cast(
  { sql, isSimple }: { readonly sql: string; readonly isSimple: boolean },
  type: CastType,
  { dialect, casts }: { dialect: Dialect; casts: Casts },
): string {
  const name = dialect.types[type];
  if (casts === 'cast' || !dialect.hasDoubleColon) return `cast(${sql} as ${name})`;
  return `${isSimple ? sql : `(${sql})`}::${name}`;
}

/** A comparison as a value; where it cannot be one, a bit, which is null where `unknown` is. */
function booleanOf(comparison: string, { dialect, unknown }: { dialect: Dialect; unknown?: string }): string {
  if (dialect.hasBooleanValues) return comparison;
  const otherwise = unknown === undefined ? 'else 0' : `when ${unknown} is not null then 0`;
  return `cast(case when ${comparison} then 1 ${otherwise} end as bit)`;
}
