import { isJinja } from '../../sql/jinja-text.ts';
import { duckdbType, typeFamily } from '../../sql/types.ts';

/**
 * How the type that a project states differs from the raw one: `family` where other values are held (a text for a number),
 * `size` where the same are held in another width; null where both mean the same, or one cannot be read. A size that only
 * one of them states (`varchar` for `varchar(20)`) is no difference. Pure.
 */
export function typeChange(stated: string, raw: string, dialect: string): 'family' | 'size' | null {
  if (isJinja(stated) || plain(stated) === plain(raw)) return null;
  const [one, other] = [typeFamily(stated, dialect), typeFamily(raw, dialect)];
  if (one === 'other' || other === 'other') return null;
  if (one !== other) return 'family';
  const types = [stated, raw].map((type) => duckdbType(type, dialect).type);
  const names = types.map((type) => type.replace(/\([\d, ]+\)/g, ''));
  if (names[0] !== names[1]) return 'size';
  return stated.includes('(') && raw.includes('(') && types[0] !== types[1] ? 'size' : null;
}

function plain(type: string): string {
  return type.toLowerCase().replace(/\s+/g, ' ').trim();
}
