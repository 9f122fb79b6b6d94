/**
 * An entry of the lexicon: what is meant, by the one name it is shown by, and the ways of putting it. These are in
 * lower case and in base forms; accents, hyphens, possessives, articles and British spelling are the matcher's.
 */
export type Entry = { readonly name: string; readonly forms: readonly string[] };
