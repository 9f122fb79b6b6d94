import { caseSets } from "@/lib/contract/case-sets";
import { library } from "@/lib/contract/library";
import type { Body, Query } from "@/lib/contract/route";
import type { FormsRule, SetRule } from "@/lib/domain/case-sets/rule";
import { type LibraryQuery, writeLibraryQuery } from "@/lib/domain/library/query";
import { t } from "@/lib/language/t";
import { call } from "../client/call";
import { onceMade } from "../client/once-made";

const words = { unreachable: t`Calot can’t be reached just now. Try again in a moment.` };

export function fetchLibrary(asked: LibraryQuery, cursor: string | null, signal: AbortSignal) {
  const written: Query<typeof library.list> = Object.fromEntries(writeLibraryQuery(asked));
  const query = { ...written, ...(cursor && { cursor }) };
  return call(library.list, { query }, { ...words, signal });
}

export const fetchLibraryCase = (id: string) => call(library.get, { params: { id } }, words);

export const fetchSets = () => call(caseSets.list, {}, words);

export const makeSet = onceMade((fields: Body<typeof caseSets.create>) =>
  call(caseSets.create, { body: fields }, words),
);

/** Stores a draft as a whole; status 412 where somebody else was first. It goes out even as the page is left. */
export const saveSet = (id: string, fields: Body<typeof caseSets.save>) =>
  call(caseSets.save, { params: { id }, body: fields }, { ...words, keepalive: true });

export const addToSet = (id: string, caseIds: readonly string[]) =>
  call(caseSets.addCases, { params: { id }, body: { caseIds } }, words);

export const changeSet = (id: string, change: "publish" | "archive" | "restore" | "copy") =>
  call(caseSets[change], { params: { id } }, words);

export const proposeByRule = (rule: SetRule) => call(caseSets.proposeByRule, { body: rule }, words);

export const proposeForms = (rule: FormsRule) => call(caseSets.proposeForms, { body: rule }, words);

export const makeForms = (forms: Body<typeof caseSets.createForms>) =>
  call(caseSets.createForms, { body: forms }, words);
