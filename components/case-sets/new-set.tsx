"use client";

import { clsx } from "clsx";
import Link from "next/link";
import { useRouter } from "next/navigation";
import { type FormEvent, useState } from "react";
import type { LibraryChoices } from "@/lib/domain/library/views";
import { t } from "@/lib/language/t";
import { makeSet } from "../library/api";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { PageHeading } from "../ui/page-heading";
import { FormsForm } from "./forms-form";
import { RuleForm } from "./rule-form";

type Way = "hand" | "rule" | "forms";

const ways: readonly { readonly way: Way; readonly name: string; readonly text: string }[] = [
  { way: "hand", name: t`By hand`, text: t`Pick cases from the library, then put them in order.` },
  { way: "rule", name: t`By rule`, text: t`Say what the set is to hold; the cases are chosen for you.` },
  {
    way: "forms",
    name: t`Matched tests`,
    text: t`A pre-test and a post-test that are alike and share no video.`,
  },
];

/** The three ways to a new set. */
export function NewSet({ way, choices, seed }: { way: Way; choices: LibraryChoices; seed: number }) {
  return (
    <>
      <PageHeading title={t`New set`} />
      <nav aria-label={t`How it is built`} className="mb-8 grid gap-3 sm:grid-cols-3">
        {ways.map(({ way: each, name, text }) => (
          <Link
            key={each}
            href={each === "hand" ? "/case-sets/new" : `/case-sets/new?by=${each}`}
            replace
            scroll={false}
            {...(each === way && { "aria-current": "page" as const })}
            className={clsx(
              "rounded-lg border px-4 py-3",
              each === way
                ? "border-accent bg-accent-soft"
                : "border-line bg-raised hover:border-line-strong",
            )}
          >
            <span className="block font-semibold">{name}</span>
            <span className="block text-muted text-sm">{text}</span>
          </Link>
        ))}
      </nav>
      {way === "hand" && <HandForm />}
      {way === "rule" && <RuleForm choices={choices} seed={seed} />}
      {way === "forms" && <FormsForm choices={choices} seed={seed} />}
    </>
  );
}

function HandForm() {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const made = await makeSet({ name: `${new FormData(event.currentTarget).get("name")}` });
    if ("value" in made) return router.push(`/library?into=${made.value.id}`);
    setBusy(false);
    setProblem(made.problem);
  }
  return (
    <form onSubmit={(event) => void make(event)} className="max-w-md space-y-4">
      <Field label={t`Name`} name="name" required maxLength={120} autoComplete="off" />
      {problem && (
        <p role="alert" className="text-danger text-sm">
          {problem}
        </p>
      )}
      <Button type="submit" variant="primary" busy={busy}>{t`Make it and choose cases`}</Button>
    </form>
  );
}
