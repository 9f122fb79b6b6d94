import { asSentence } from "@/lib/words/as-sentence";

/** What was wrong with a form: a sentence, and the field that it is about where there is one. */
export type FormProblem = { readonly field: string | null; readonly words: string };

/**
 * Takes apart what the schema and the server say of a form: `due: it must be due after it opens.` A field within a
 * field, as `release.at`, is told at the outer one; a sentence that names none of the form's fields is about all of it.
 */
export function readProblem(detail: string, fields: readonly string[]): FormProblem {
  const [, place, rest] = /^([a-zA-Z]+)[\w.]*: (.+)$/s.exec(detail) ?? [];
  if (!place || !rest || !fields.includes(place)) return { field: null, words: detail };
  return { field: place, words: asSentence(rest) };
}
