import { array, assert, property, string } from 'fast-check';
import { describe, expect, it } from 'vitest';
import { NO_EVIDENCE } from '../../../src/catalog/evidence.ts';
import { infer } from '../../../src/inference/infer.ts';

/** The personal columns of a table and their kinds; columns are texts unless a type follows their name. */
function personal(table: string, columns: string): Record<string, string> {
  const read = columns.split(', ').map((column) => {
    const [name = '', ...type] = column.split(' ');
    return { name, type: type.join(' ') || 'text' };
  });
  const { beliefs } = infer({ name: 'c', dialect: 'postgres', tables: [{ name: table, columns: read }] }, NO_EVIDENCE);
  const found = beliefs.tables[0]!.columns.filter(({ pii }) => pii !== undefined);
  return Object.fromEntries(found.map(({ name, pii }) => [name, pii!]));
}

describe('personal data by the words of a name alone', () => {
  it.each([
    ['email', 'email'],
    ['customerEmail', 'email'],
    ['emailaddress', 'email'],
    ['unconfirmed_email', 'email'],
    ['phone_number', 'phone'],
    ['phone_work', 'phone'],
    ['homephone', 'phone'],
    ['passport_no', 'national_id'],
    ['nationalidnumber', 'national_id'],
    ['card_number', 'payment_card'],
    ['iban', 'bank_account'],
    ['first_name', 'person_name'],
    ['middleInitial', 'person_name'],
    ['author_name', 'person_name'],
    ['created_by_name', 'person_name'],
    ['billing_city', 'postal_address'],
    ['shipping_address_name', 'person_name'],
    ['shipping_address_latitude double', 'location'],
    ['last_sign_in_ip', 'ip_address'],
    ['seen_from inet', 'ip_address'],
    ['date_of_birth date', 'birth_date'],
    ['password_digest', 'credential'],
    ['reset_password_token', 'credential'],
  ])('%s is %s', (column, kind) => {
    expect(personal('orders', column)).toEqual({ [column.split(' ')[0]!]: kind });
  });
});

describe('what sounds personal and is not', () => {
  it.each([
    'mailing_status',
    'email_template',
    'email_verified_at',
    'email_count integer',
    'mail_flag char(1)',
    'tip_text',
    'name',
    'city',
    'full_name',
    'host_name',
    'file_name',
    'product_name',
    'shipping_state',
    'next_page_token',
    'token',
    'password_required boolean',
    'warehouse_address',
    'subnet_mask inet',
  ])('%s of orders', (column) => {
    expect(personal('orders', column)).toEqual({});
  });

  it('knows a company and its branches from people', () => {
    expect(personal('stores', 'name, city, zip, state, latitude double')).toEqual({});
    expect(personal('suppliers', 'name, city, region')).toEqual({});
    expect(personal('zip_codes', 'zip, city, state')).toEqual({});
  });
});

describe('personal where a person is meant', () => {
  it('in a table of people', () => {
    expect(personal('customers', 'name, company_name, city, state, gender, latitude double, note')).toEqual({
      name: 'person_name',
      city: 'postal_address',
      state: 'postal_address',
      gender: 'gender',
      latitude: 'location',
      note: 'free_text',
    });
  });

  it('beside what only people have', () => {
    expect(personal('eligibility', 'first_name, address, city, state, race, status')).toEqual({
      first_name: 'person_name',
      address: 'postal_address',
      city: 'postal_address',
      state: 'postal_address',
      race: 'demographic',
    });
  });

  it('beside an e-mail address of its own', () => {
    expect(personal('invitation_requests', 'code, email, name, memo')).toEqual({ email: 'email', name: 'person_name' });
  });

  it('in a table whose own name goes on in its columns', () => {
    expect(personal('emails', 'address, confirmed_at timestamp')).toEqual({ address: 'email' });
    expect(personal('api_keys', 'name, key, uses integer')).toEqual({ key: 'credential' });
    expect(personal('auth_tokens', 'token, uses integer')).toEqual({ token: 'credential' });
  });

  it('not the state of an account or an invoice', () => {
    const invoice = 'state, number, currency, sent date, recipient_street, recipient_town';
    expect(personal('invoices', invoice)).toEqual({
      recipient_street: 'postal_address',
      recipient_town: 'postal_address',
    });
    expect(personal('customers', 'first_name, state')).toEqual({ first_name: 'person_name' });
  });
});

it('takes any names for what they are and never throws', () => {
  assert(
    property(string(), array(string({ unit: 'grapheme' }), { maxLength: 8 }), (table, names) => {
      const columns = [...new Set(names)].map((name) => ({ name, type: 'text' }));
      infer({ name: 'c', dialect: '', tables: [{ name: table, columns }] }, NO_EVIDENCE);
    }),
  );
});
