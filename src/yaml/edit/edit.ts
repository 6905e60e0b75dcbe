/** Data as YAML and JSON know it. */
export type YamlValue = string | number | boolean | null | readonly YamlValue[] | { readonly [key: string]: YamlValue };

/** The way to a node: keys of mappings, places in sequences. */
export type YamlPath = readonly (string | number)[];

/** One change of a YAML text. Paths and places mean the text as it stands, whatever other changes are made with it. */
export type YamlEdit =
  /** A key that is not there yet, behind the others or behind `after`. */
  | {
      readonly kind: 'add_key';
      readonly path: YamlPath;
      readonly key: string;
      readonly value: YamlValue;
      readonly after?: string;
    }
  /** An item at the end of a sequence, or behind the item at `after` (-1: first). A sequence that is missing or empty is made. */
  | {
      readonly kind: 'add_item';
      readonly path: YamlPath;
      readonly value: YamlValue;
      readonly after?: number;
      /** Whether an empty line parts it from a single other item; where there are more, they tell. */
      readonly spaced?: boolean;
    }
  /** Another value in the place of one. */
  | { readonly kind: 'set_value'; readonly path: YamlPath; readonly value: YamlValue }
  /** A key goes, and its value; or an item. What is empty then is `{}` or `[]`. */
  | { readonly kind: 'remove_key'; readonly path: YamlPath; readonly key: string }
  | { readonly kind: 'remove_item'; readonly path: YamlPath; readonly item: number };

/** Why a change was not made, in a sentence, and what somebody could write there by hand. */
export interface Refusal {
  readonly reason: string;
  readonly snippet: string;
  /** Line of the place, or of what is nearest to it. */
  readonly line: number;
}
