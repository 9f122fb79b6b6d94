"use client";

import Link from "next/link";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { setPurposeNames } from "@/lib/domain/case-sets/case-set";
import type { CaseSetDetail } from "@/lib/domain/case-sets/views";
import { setStatusNames } from "@/lib/domain/set-status";
import { inContext, plural, t } from "@/lib/language/t";
import type { Clock } from "../assignments/assign-dialog";
import { makeSet } from "../library/api";
import { CasePreview } from "../library/case-preview";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { PageHeading } from "../ui/page-heading";
import { BalanceView } from "./balance-view";
import { SaveNote } from "./save-note";
import { SetActions } from "./set-actions";
import { SetFieldsForm } from "./set-fields";
import { SetItems } from "./set-items";
import { fieldsOf, useSetDraft } from "./use-set-draft";

/** A set with its cases and its balance: built while it is a draft, looked at afterwards. */
export function SetBuilder({ set, clock }: { set: CaseSetDetail; clock: Clock }) {
  const router = useRouter();
  const { draft, change, changeItems, save, flush } = useSetDraft(set);
  const [open, setOpen] = useState<number | null>(null);
  const editable = set.mayEdit && set.status === "draft";
  const { items } = draft;

  async function keepMine(): Promise<void> {
    const { name, ...fields } = fieldsOf(draft);
    const made = await makeSet({ ...fields, name: t`${name.slice(0, 90)}, mine ${Date.now() % 100_000}` });
    if ("value" in made) router.push(`/case-sets/${made.value.id}`);
  }
  return (
    <>
      <PageHeading
        title={draft.name || t`A set without a name`}
        actions={
          <SetActions
            set={{ ...set, name: draft.name }}
            caseIds={items.map(({ id }) => id)}
            clock={clock}
            onBefore={flush}
          />
        }
      >
        <p className="text-sm">
          {[
            setStatusNames[set.status],
            setPurposeNames[draft.purpose],
            t`${plural(items.length, "# case", "# cases")}`,
            set.mine ? inContext("a set")`yours` : (set.author ?? t`author gone`),
            !draft.shared && t`not shared`,
            set.byRule && t`built by a rule`,
            set.assignments > 0 && t`${plural(set.assignments, "assigned once", "assigned # times")}`,
          ]
            .filter(Boolean)
            .join(" · ")}
        </p>
        {!editable && draft.description && <p className="mt-2 whitespace-pre-line">{draft.description}</p>}
      </PageHeading>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,1fr)_19rem]">
        <section aria-labelledby="set-cases" className="min-w-0">
          <div className="mb-3 flex flex-wrap items-center gap-x-4 gap-y-2">
            <h2 id="set-cases" className="font-semibold">{t`Cases`}</h2>
            {editable && (
              <SaveNote
                save={save}
                onKeepMine={() => void keepMine()}
                onTakeTheirs={() => window.location.reload()}
                onRetry={() => void flush()}
              />
            )}
            {editable && items.length > 0 && (
              <ButtonLink
                href={`/library?into=${set.id}`}
                size="sm"
                className="ml-auto"
              >{t`Add from the library`}</ButtonLink>
            )}
          </div>
          {items.length > 0 ? (
            <SetItems items={items} editable={editable} onChange={changeItems} onOpen={setOpen} />
          ) : (
            <Empty
              title={t`No case yet`}
              action={
                editable && (
                  <ButtonLink
                    href={`/library?into=${set.id}`}
                    variant="primary"
                  >{t`Choose from the library`}</ButtonLink>
                )
              }
            >
              <p>{t`Choose cases from the library; here you put them in order.`}</p>
            </Empty>
          )}
        </section>
        <aside className="space-y-8" aria-label={t`About the set`}>
          {editable && (
            <section aria-label={t`Fields`}>
              <SetFieldsForm draft={draft} others={set.others} onChange={change} />
            </section>
          )}
          {set.family.length > 0 && (
            <section aria-labelledby="set-family">
              <h2 id="set-family" className="font-semibold">{t`Shares no video with`}</h2>
              <ul className="mt-1 divide-y divide-line text-sm">
                {set.family.map(({ id, name, purpose, videos }) => (
                  <li key={id} className="py-1.5">
                    <Link href={`/case-sets/${id}`} prefetch={false} className="underline underline-offset-4">
                      {name}
                    </Link>
                    <span className="block text-muted text-xs">
                      {setPurposeNames[purpose]}, {t`${plural(videos.length, "# video", "# videos")}`}
                    </span>
                  </li>
                ))}
              </ul>
            </section>
          )}
          <section aria-labelledby="set-balance">
            <h2 id="set-balance" className="mb-2 font-semibold">{t`Balance`}</h2>
            <BalanceView items={items} runs={set.runs} cohorts={set.cohorts} />
          </section>
        </aside>
      </div>
      <CasePreview
        timeZone={clock.timeZone}
        entry={open === null ? null : (items[open] ?? null)}
        at={open ?? 0}
        of={items.length}
        selected={false}
        onStep={(by) => setOpen((before) => Math.max(0, Math.min(items.length - 1, (before ?? 0) + by)))}
        onClose={() => setOpen(null)}
      />
    </>
  );
}
