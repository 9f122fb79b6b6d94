"use client";

import { type RefObject, useEffect, useRef } from "react";
import type { ZodError } from "zod";
import { t } from "@/lib/language/t";
import { type FormProblem, readProblem } from "./form-problem";

/** The fields at which an assignment's forms say what is wrong, by the names that the server gives them. */
const FIELDS = [
  "name",
  "opens",
  "due",
  "closes",
  "timeLimitMinutes",
  "release",
  "attemptsAllowed",
  "audience",
  "caseIds",
];

/** What the schema or the server says of an assignment's form. */
export const termsProblem = (detail: string): FormProblem => readProblem(detail, FIELDS);

/** The first thing that the schema refuses of it. */
export function termsIssue({ issues }: ZodError): FormProblem {
  const { path = [], message = t`Something in the form is not right.` } = issues[0] ?? {};
  return termsProblem(`${path.join(".")}: ${message}`);
}

type TermsProblem<Form extends HTMLElement> = {
  /** The sentence for a field; undefined where nothing is wrong with it. */
  readonly at: (field: string) => string | undefined;
  /** A sentence that is about no field; null where there is none. */
  readonly elsewhere: string | null;
  /** Holds the fields: the first that is wrong gets the focus. */
  readonly form: RefObject<Form | null>;
};

/** What is wrong with an assignment's form, field by field. Each new problem moves the focus. */
export function useTermsProblem<Form extends HTMLElement>(problem: FormProblem | null): TermsProblem<Form> {
  const form = useRef<Form>(null);
  useEffect(() => {
    if (!problem?.field) return;
    form.current?.querySelector<HTMLElement>("[aria-invalid=true], [data-wrong] input")?.focus();
  }, [problem]);
  return {
    at: (field) => (problem?.field === field ? problem.words : undefined),
    elsewhere: problem && problem.field === null ? problem.words : null,
    form,
  };
}
