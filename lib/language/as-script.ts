import { createHash } from "node:crypto";
import { type Language, language } from "./language";

/** A script that has a page speak a language, and the short hash that names this state of it. */
type LanguageScript = { readonly source: string; readonly hash: string };

const made = new WeakMap<Language, LanguageScript>();

/** The script of this installation's language. @returns null for English, which the pages speak by themselves */
export function languageScript(): LanguageScript | null {
  const spoken = language();
  if (!spoken) return null;
  const known = made.get(spoken);
  if (known) return known;
  const source = `globalThis.calotLanguage=${JSON.stringify(spoken)}`;
  const script = { source, hash: createHash("sha256").update(source).digest("hex").slice(0, 16) };
  made.set(spoken, script);
  return script;
}
