/**
 * What a message becomes, in order: its own words, a value by its place (0, 1 …), or what the number at a place
 * decides, by the categories of CLDR's plural rules, where "#" is that number.
 */
export type Piece = string | number | { readonly count: number } | Choice;
type Choice = { readonly by: number; readonly forms: Readonly<Record<string, readonly Piece[]>> };

/** A language other than English, which stands in the code itself. */
export type Language = {
  /** BCP 47: "de". */
  readonly tag: string;
  /** By the English message as `messageOf` writes it. What is missing is said in English. */
  readonly messages: Readonly<Record<string, readonly Piece[]>>;
};

declare global {
  /** One for a process, and for a browser's page: an installation speaks one language. */
  var calotLanguage: Language | undefined;
}

export const language = (): Language | undefined => globalThis.calotLanguage;

/** For dates and numbers: BCP 47. */
export const locale = (): string => language()?.tag ?? "en-GB";
