/** What an analytics engineer who knows the schema would build, written before the code. */
export interface ExpectedMart {
  readonly grain: readonly string[];
  /** Models joined to the base, in order. */
  readonly joins: readonly string[];
  /** Columns tested to point to a dimension. */
  readonly pointsTo: Readonly<Record<string, string>>;
  /** Columns that must be there, whatever else is. */
  readonly columns: readonly string[];
}
/** Marts by name. */
export type ExpectedSchema = Readonly<Record<string, ExpectedMart>>;

const tpch: ExpectedSchema = {
  dim_customers: {
    grain: ['c_custkey'],
    joins: ['nations', 'regions'],
    pointsTo: {},
    columns: ['c_name', 'c_mktsegment', 'nation_name', 'region_name'],
  },
  dim_parts: { grain: ['p_partkey'], joins: [], pointsTo: {}, columns: ['p_name', 'p_brand', 'p_retailprice'] },
  dim_suppliers: {
    grain: ['s_suppkey'],
    joins: ['nations', 'regions'],
    pointsTo: {},
    columns: ['s_name', 'nation_name', 'region_name'],
  },
  fct_lineitems: {
    grain: ['l_orderkey', 'l_linenumber'],
    joins: ['orders'],
    pointsTo: { l_partkey: 'dim_parts', l_suppkey: 'dim_suppliers', o_custkey: 'dim_customers' },
    columns: ['l_quantity', 'l_extendedprice', 'l_returnflag', 'l_shipdate', 'o_orderdate'],
  },
  fct_orders: {
    grain: ['o_orderkey'],
    joins: ['int_lineitems_by_order'],
    pointsTo: { o_custkey: 'dim_customers' },
    columns: ['o_orderstatus', 'o_totalprice', 'o_orderdate', 'lineitem_count', 'total_lineitem_quantity'],
  },
  fct_partsupps: {
    grain: ['ps_partkey', 'ps_suppkey'],
    joins: ['int_lineitems_by_partsupp'],
    pointsTo: { ps_partkey: 'dim_parts', ps_suppkey: 'dim_suppliers' },
    columns: ['ps_availqty', 'ps_supplycost', 'lineitem_count'],
  },
};

const chinook: ExpectedSchema = {
  dim_albums: {
    grain: ['album_id'],
    joins: ['artists'],
    pointsTo: { artist_id: 'dim_artists' },
    columns: ['title', 'artist_name'],
  },
  dim_artists: { grain: ['artist_id'], joins: [], pointsTo: {}, columns: ['artist_name'] },
  dim_customers: {
    grain: ['customer_id'],
    joins: ['employees'],
    pointsTo: { support_rep_employee_id: 'dim_employees' },
    columns: ['first_name', 'country', 'support_rep_first_name', 'support_rep_last_name'],
  },
  dim_employees: {
    grain: ['employee_id'],
    joins: ['employees'],
    pointsTo: { reports_to_employee_id: 'dim_employees' },
    columns: ['last_name', 'hire_date', 'reports_to_last_name'],
  },
  dim_playlists: { grain: ['playlist_id'], joins: [], pointsTo: {}, columns: ['playlist_name'] },
  dim_tracks: {
    grain: ['track_id'],
    joins: ['albums', 'media_types', 'genres', 'artists'],
    pointsTo: { album_id: 'dim_albums' },
    columns: ['track_name', 'album_title', 'artist_name', 'genre_name', 'media_type_name', 'milliseconds'],
  },
  fct_invoice_lines: {
    grain: ['invoice_line_id'],
    joins: ['invoices'],
    pointsTo: { track_id: 'dim_tracks', customer_id: 'dim_customers' },
    columns: ['invoice_id', 'quantity', 'unit_price', 'invoice_date'],
  },
  fct_invoices: {
    grain: ['invoice_id'],
    joins: ['int_invoice_lines_by_invoice'],
    pointsTo: { customer_id: 'dim_customers' },
    columns: ['billing_country', 'total', 'invoice_date', 'invoice_line_count', 'total_invoice_line_quantity'],
  },
};

const sakila: ExpectedSchema = {
  dim_actors: { grain: ['actor_id'], joins: [], pointsTo: {}, columns: ['first_name', 'last_name'] },
  dim_categories: { grain: ['category_id'], joins: [], pointsTo: {}, columns: ['category_name'] },
  dim_customers: {
    grain: ['customer_id'],
    joins: ['addresses', 'cities', 'countries'],
    pointsTo: { store_id: 'dim_stores' },
    columns: ['first_name', 'email', 'address', 'address_district', 'city', 'country'],
  },
  dim_films: {
    grain: ['film_id'],
    joins: ['languages', 'languages'],
    pointsTo: {},
    columns: ['title', 'rental_rate', 'language_name', 'original_language_name'],
  },
  dim_inventory: {
    grain: ['inventory_id'],
    joins: ['films'],
    pointsTo: { store_id: 'dim_stores', film_id: 'dim_films' },
    columns: ['film_title'],
  },
  dim_staff: {
    grain: ['staff_id'],
    joins: ['addresses', 'cities', 'countries'],
    pointsTo: { store_id: 'dim_stores' },
    columns: ['first_name', 'username', 'address', 'city', 'country'],
  },
  dim_stores: {
    grain: ['store_id'],
    joins: ['staff', 'addresses', 'cities', 'countries'],
    pointsTo: { manager_staff_id: 'dim_staff' },
    columns: ['manager_staff_first_name', 'manager_staff_last_name', 'address', 'city', 'country'],
  },
  fct_payments: {
    grain: ['payment_id'],
    joins: ['rentals'],
    pointsTo: {
      customer_id: 'dim_customers',
      staff_id: 'dim_staff',
      inventory_id: 'dim_inventory',
      rental_customer_id: 'dim_customers',
      rental_staff_id: 'dim_staff',
    },
    columns: ['rental_id', 'amount', 'payment_date', 'rental_date', 'rental_return_date'],
  },
  fct_rentals: {
    grain: ['rental_id'],
    joins: ['int_payments_by_rental'],
    pointsTo: { customer_id: 'dim_customers', inventory_id: 'dim_inventory', staff_id: 'dim_staff' },
    columns: ['rental_date', 'return_date', 'payment_count', 'total_payment_amount', 'last_payment_date'],
  },
};

/** As sakila, but a store only seems to point to its manager, and a payment is known by its date and number. */
const pagila: ExpectedSchema = {
  ...sakila,
  dim_stores: {
    grain: ['store_id'],
    joins: ['addresses', 'cities', 'countries'],
    pointsTo: { manager_staff_id: 'dim_staff' },
    columns: ['address', 'city', 'country'],
  },
  fct_payments: { ...sakila['fct_payments']!, grain: ['payment_date', 'payment_id'] },
};

const employees: ExpectedSchema = {
  dim_departments: { grain: ['dept_no'], joins: [], pointsTo: {}, columns: ['dept_name'] },
  dim_employees: { grain: ['emp_no'], joins: [], pointsTo: {}, columns: ['first_name', 'gender', 'hire_date'] },
  fct_dept_emps: {
    grain: ['emp_no', 'dept_no'],
    joins: [],
    pointsTo: { emp_no: 'dim_employees', dept_no: 'dim_departments' },
    columns: ['from_date', 'to_date'],
  },
  fct_dept_managers: {
    grain: ['emp_no', 'dept_no'],
    joins: [],
    pointsTo: { emp_no: 'dim_employees', dept_no: 'dim_departments' },
    columns: ['from_date', 'to_date'],
  },
  fct_salaries: {
    grain: ['emp_no', 'from_date'],
    joins: [],
    pointsTo: { emp_no: 'dim_employees' },
    columns: ['salary', 'to_date'],
  },
  fct_titles: {
    grain: ['emp_no', 'title', 'from_date'],
    joins: [],
    pointsTo: { emp_no: 'dim_employees' },
    columns: ['to_date'],
  },
};

/** By the name of the file in test/fixtures/catalogs; keys are those that the catalog declares. */
export const EXPECTED_MARTS: Readonly<Record<string, ExpectedSchema>> = {
  bench_tpch: tpch,
  chinook,
  sakila_mysql: sakila,
  pagila,
  employees,
};
