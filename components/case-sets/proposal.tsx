"use client";

import { TriangleAlert } from "lucide-react";
import { type FormEvent, type ReactNode, useState } from "react";
import type { SetItem } from "@/lib/domain/case-sets/views";
import type { LibraryChoices } from "@/lib/domain/library/views";
import { t } from "@/lib/language/t";
import { caseName } from "../library/entry-words";
import { Button } from "../ui/button";
import { Field } from "../ui/field";
import { Thumbnail } from "../viewer/thumbnail";
import { BalanceView } from "./balance-view";

type ProposalProps = {
  /** Said while nothing is proposed yet. */
  waiting: string;
  given: boolean;
  unmet: readonly string[];
  suggestedName: string;
  action: string;
  canMake: boolean;
  /** Makes it; a sentence where that failed. */
  onMake: (name: string) => Promise<string | null>;
  children: ReactNode;
};

/** What a rule gives, what it could not meet, and the step that makes it a set. */
export function Proposal(props: ProposalProps) {
  const { waiting, given, unmet, suggestedName, action, canMake, onMake, children } = props;
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  async function make(event: FormEvent<HTMLFormElement>): Promise<void> {
    event.preventDefault();
    setBusy(true);
    const failed = await onMake(`${new FormData(event.currentTarget).get("name")}`);
    setProblem(failed);
    if (failed) setBusy(false);
  }
  return (
    <section aria-label={t`Proposal`} className="min-w-0">
      <div role="status">
        {!given && (
          <p className="rounded-lg border border-line border-dashed px-5 py-8 text-muted">{waiting}</p>
        )}
        {unmet.length > 0 && (
          <ul className="mb-5 space-y-1.5 border-caution border-l-2 pl-3 text-caution text-sm">
            {unmet.map((sentence) => (
              <li key={sentence} className="flex gap-1.5">
                <TriangleAlert aria-hidden className="mt-0.5 size-4 shrink-0" />
                {sentence}
              </li>
            ))}
          </ul>
        )}
      </div>
      {children}
      {given && canMake && (
        <form
          onSubmit={(event) => void make(event)}
          className="mt-6 max-w-md space-y-3 border-line border-t pt-5"
        >
          <Field
            label={t`Name`}
            name="name"
            required
            maxLength={100}
            autoComplete="off"
            defaultValue={suggestedName}
          />
          {problem && (
            <p role="alert" className="text-danger text-sm">
              {problem}
            </p>
          )}
          <Button type="submit" variant="primary" busy={busy}>
            {action}
          </Button>
        </form>
      )}
    </section>
  );
}

type ProposalStripProps = { title: string; items: readonly SetItem[]; choices: LibraryChoices };

/** The frames of a proposed set in their order, and its balance. */
export function ProposalStrip({ title, items, choices }: ProposalStripProps) {
  return (
    <section aria-label={title} className="min-w-0">
      <h2 className="mb-2 font-semibold">{title}</h2>
      <ul className="mb-4 grid grid-cols-[repeat(auto-fill,minmax(5.5rem,1fr))] gap-1.5">
        {items.map((item) => (
          <li key={item.id} className="min-w-0">
            <Thumbnail
              frame={item}
              width={320}
              className="w-full rounded-sm"
              alt={t`${caseName(item)}, phase ${item.phase}`}
            />
            <p aria-hidden className="truncate text-muted text-xs">
              {item.video} {item.frame} · {item.phase}
            </p>
          </li>
        ))}
      </ul>
      <BalanceView items={items} runs={choices.runs} cohorts={choices.cohorts} />
    </section>
  );
}
