"use client";

import Link from "next/link";
import { useState } from "react";
import { rich } from "@/components/ui/rich";
import { isFiltered, type LibraryQuery, PLAIN_LIBRARY_QUERY } from "@/lib/domain/library/query";
import type { LibraryChoices, LibraryPage } from "@/lib/domain/library/views";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import type { Clock } from "../assignments/assign-dialog";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { Empty } from "../ui/empty";
import { Kbd } from "../ui/kbd";
import { PageHeading } from "../ui/page-heading";
import { AddToSet } from "./add-to-set";
import { CaseGrid } from "./case-grid";
import { CasePreview } from "./case-preview";
import { LibraryFilters } from "./library-filters";
import { useChosenCases } from "./use-chosen-cases";
import { useLibrary } from "./use-library";

type LibraryViewProps = {
  choices: LibraryChoices;
  query: LibraryQuery;
  page: LibraryPage;
  /** The draft that cases are looked for. */
  into: { readonly id: string; readonly name: string } | null;
  clock: Clock;
};

/** All cases that the institution may use. */
export function LibraryView({ choices, query: first, page, into, clock }: LibraryViewProps) {
  const library = useLibrary({ query: first, page }, new URLSearchParams(into ? { into: into.id } : {}));
  const selection = useChosenCases();
  const [added, setAdded] = useState<ReadonlyMap<string, { readonly id: string; readonly name: string }>>(
    new Map(),
  );
  const [at, setAt] = useState(0);
  const [open, setOpen] = useState(false);
  const entries = library.entries.map((entry) => {
    const set = added.get(entry.id);
    return set && !entry.sets.some(({ id }) => id === set.id)
      ? { ...entry, sets: [...entry.sets, { ...set, status: "draft" as const }] }
      : entry;
  });
  const place = Math.min(at, Math.max(0, entries.length - 1));

  function ask(query: LibraryQuery): void {
    setAt(0);
    library.ask(query);
  }
  function step(by: number): void {
    const to = place + by;
    if (to < 0 || to >= entries.length) return;
    setAt(to);
    if (to + 12 > entries.length) library.more();
  }
  const current = entries[place] ?? null;
  const hasCases = library.n > 0 || isFiltered(library.query);
  return (
    <>
      <PageHeading
        title={t`Library`}
        actions={
          <>
            <ButtonLink href="/faculty#datasets" variant="quiet" size="sm">{t`Datasets`}</ButtonLink>
            <ButtonLink href="/case-sets" size="sm">{t`Case sets`}</ButtonLink>
          </>
        }
      >
        {into ? (
          <p>{rich`Choose cases for ${(
            <Link href={`/case-sets/${into.id}`} className="underline underline-offset-4">
              {into.name}
            </Link>
          )}, then add them.`}</p>
        ) : (
          <p>{t`Every case your institution may use, with how readers and models did at it.`}</p>
        )}
      </PageHeading>
      {hasCases ? (
        <>
          <LibraryFilters query={library.query} choices={choices} onChange={ask} />
          <div className="mb-3 flex flex-wrap items-baseline justify-between gap-x-4 gap-y-1 text-muted text-sm">
            <p role="status">{t`${plural(library.n, "# case", "# cases")}`}</p>
            <p className="max-md:hidden">{rich`${<Kbd>↑</Kbd>} ${<Kbd>↓</Kbd>} ${<Kbd>←</Kbd>} ${<Kbd>→</Kbd>} move, ${<Kbd>Enter</Kbd>} looks, ${<Kbd>X</Kbd>} chooses, ${<Kbd>Shift</Kbd>} with arrows chooses a row of them`}</p>
          </div>
          {library.problem && (
            <div role="alert" className="mb-3 flex flex-wrap items-center gap-3 text-danger text-sm">
              {library.problem}
              <Button size="sm" onClick={library.retry}>{t`Try again`}</Button>
            </div>
          )}
          {entries.length > 0 ? (
            <CaseGrid
              label={t`Cases`}
              entries={entries}
              hasMore={library.next !== null}
              onMore={library.more}
              busy={library.busy}
              selection={selection}
              at={place}
              onAt={setAt}
              onOpen={(index) => {
                setAt(index);
                setOpen(true);
              }}
              targetId={into?.id ?? null}
            />
          ) : (
            <Empty
              title={t`No case matches these filters`}
              action={
                <Button
                  onClick={() => ask({ ...PLAIN_LIBRARY_QUERY, order: library.query.order })}
                >{t`Show all cases`}</Button>
              }
            >
              <p>{t`Take a filter away, or search for other words.`}</p>
            </Empty>
          )}
          {library.next && (
            <p
              className="py-6 text-center text-muted text-sm"
              role="status"
            >{t`${formatCount(entries.length)} of ${formatCount(library.n)} fetched; more come as you scroll.`}</p>
          )}
          <AddToSet
            caseIds={selection.ids}
            target={into}
            clock={clock}
            onClear={selection.clear}
            onAdded={(ids, set) =>
              setAdded((before) => new Map([...before, ...ids.map((id) => [id, set] as const)]))
            }
          />
          <CasePreview
            entry={open ? current : null}
            at={place}
            of={library.n}
            selected={current !== null && selection.has(current.id)}
            onSelect={() => current && selection.toggle(current.id)}
            onStep={step}
            onClose={() => setOpen(false)}
            timeZone={clock.timeZone}
          />
        </>
      ) : (
        <Empty
          title={t`There is no case yet`}
          action={<ButtonLink href="/faculty#datasets">{t`Datasets`}</ButtonLink>}
        >
          <p>{rich`Cases stand here once a dataset is open to practice. Whoever runs Calot brings one in with ${<code className="rounded-sm bg-sunken px-1.5 py-0.5 font-sans text-ink">npm run calot -- import DIR</code>}.`}</p>
        </Empty>
      )}
    </>
  );
}
