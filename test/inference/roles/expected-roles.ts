import type { Role } from '../../../src/inference/beliefs.ts';

type Roles = Readonly<Record<string, Role>>;

const sakila: Roles = {
  actor: 'dimension',
  address: 'classification',
  category: 'classification',
  city: 'classification',
  country: 'classification',
  customer: 'dimension',
  film: 'dimension',
  film_actor: 'bridge',
  film_category: 'bridge',
  film_text: 'technical',
  inventory: 'dimension',
  language: 'classification',
  payment: 'fact',
  rental: 'fact',
  staff: 'dimension',
  store: 'dimension',
};
const { film_text: _, ...pagila } = sakila;

/** What an analytics engineer would call each table, by the name of the catalog in test/fixtures/catalogs. */
export const EXPECTED_ROLES: Readonly<Record<string, Roles>> = {
  bench_tpch: {
    region: 'classification',
    nation: 'classification',
    part: 'dimension',
    supplier: 'dimension',
    partsupp: 'fact',
    customer: 'dimension',
    orders: 'fact',
    lineitem: 'fact',
  },
  chinook: {
    Album: 'dimension',
    Artist: 'dimension',
    Customer: 'dimension',
    Employee: 'dimension',
    Genre: 'classification',
    Invoice: 'fact',
    InvoiceLine: 'fact',
    MediaType: 'classification',
    Playlist: 'dimension',
    PlaylistTrack: 'bridge',
    Track: 'dimension',
  },
  sakila_mysql: sakila,
  pagila: { ...pagila, film_embedding: 'technical' },
  employees: {
    employees: 'dimension',
    departments: 'dimension',
    dept_manager: 'snapshot',
    dept_emp: 'snapshot',
    titles: 'snapshot',
    salaries: 'snapshot',
  },
};
