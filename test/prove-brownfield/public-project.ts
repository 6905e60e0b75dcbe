/** A public dbt project to add a source to, and what it needs to parse where its packages and warehouse are not: facts only. */
export interface PublicProject {
  readonly id: string;
  /** `owner/name`; its clone stands in a folder `owner+name`. */
  readonly repository: string;
  /** Of the dbt project in the repository; empty: its root. */
  readonly folder: string;
  readonly adapter: string;
  /** Version of dbt that its files say it runs on, `1.8`; null: one that is older than cartridge can drive (1.5). */
  readonly dbt: string | null;
  /** Catalog whose tables are added: a file `<catalog>.json`. */
  readonly catalog: string;
  /** Packages to stub, each with the models of it that the project refers to. */
  readonly packages: Readonly<Record<string, readonly string[]>>;
  /** Where the project has its packages installed, if not in `dbt_packages`. */
  readonly packages_folder?: string;
  /** Files that today's dbt cannot parse; they are left out before anything else happens. */
  readonly leave_out?: readonly string[];
  /** Variables of the environment that the project asks for. */
  readonly env?: Readonly<Record<string, string>>;
}
