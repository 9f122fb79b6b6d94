"use client";

import { Plus } from "lucide-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { EXAMPLE_MILESTONES, type Milestone, MOST_MILESTONES } from "@/lib/domain/milestones/milestone";
import { t } from "@/lib/language/t";
import { saveMilestones } from "../packet/api";
import { Button } from "../ui/button";
import { Empty } from "../ui/empty";
import { newId } from "../ui/new-id";
import { PageHeading } from "../ui/page-heading";
import { type MilestoneDraft, moveDraft, readDraft, toDraft } from "./draft";
import { MilestoneRow } from "./milestone-row";

const toDrafts = (milestones: readonly Milestone[]): readonly MilestoneDraft[] =>
  milestones.map((milestone) => toDraft(milestone, newId()));

/** The program's milestones: a table to edit, saved as a whole. */
export function MilestonesView({ milestones }: { milestones: readonly Milestone[] }) {
  const router = useRouter();
  // Rows are told apart by their places until one is added: the server and the browser draw the same.
  const [drafts, setDrafts] = useState(
    () => milestones.map((milestone, at) => toDraft(milestone, `row-${at}`)) as readonly MilestoneDraft[],
  );
  const [changed, setChanged] = useState(false);
  const [checked, setChecked] = useState(false);
  const [busy, setBusy] = useState(false);
  const [said, setSaid] = useState<{ readonly text: string; readonly isProblem: boolean } | null>(null);

  function set(rows: readonly MilestoneDraft[]) {
    setDrafts(rows);
    setChanged(true);
    setSaid(null);
  }
  const change = (key: string, over: Partial<MilestoneDraft>): void =>
    set(drafts.map((draft) => (draft.key === key ? { ...draft, ...over } : draft)));

  async function save() {
    setChecked(true);
    const read = drafts.map(readDraft);
    const right = read.flatMap((row) => ("milestone" in row ? [row.milestone] : []));
    if (right.length < read.length) {
      return setSaid({ text: t`Some rows are not right yet. Nothing was stored.`, isProblem: true });
    }
    setBusy(true);
    const problem = await saveMilestones(right);
    setBusy(false);
    if (problem !== null) return setSaid({ text: problem, isProblem: true });
    setChanged(false);
    setChecked(false);
    setSaid({ text: t`Stored. The packets use them from now on.`, isProblem: false });
    router.refresh();
  }

  const add = () => set([...drafts, { key: newId(), code: "", name: "", figure: "ha25", levels: "" }]);
  return (
    <>
      <PageHeading title={t`Milestones`}>
        <p>{t`The program’s own milestones or EPAs, and which of Calot’s figures says something about each. The committee packet shows the figure, its n, and the highest level that it reaches. Formative, not for high-stakes decisions.`}</p>
      </PageHeading>
      {drafts.length === 0 ? (
        <Empty
          title={milestones.length === 0 ? t`No milestones yet` : t`All milestones are taken out`}
          action={
            <>
              <Button variant="primary" onClick={add}>{t`Add a milestone`}</Button>
              <Button onClick={() => set(toDrafts(EXAMPLE_MILESTONES))}>{t`Begin with the example`}</Button>
            </>
          }
        >
          <p>{t`Write down the milestones of your program. The example shows how they are made: its levels are invented, nobody’s standard, and are there to be changed.`}</p>
        </Empty>
      ) : (
        <ol className="divide-y divide-line border-line border-y" aria-label={t`Milestones in their order`}>
          {drafts.map((draft, at) => (
            <MilestoneRow
              key={draft.key}
              draft={draft}
              place={at + 1}
              of={drafts.length}
              checked={checked}
              onChange={(over) => change(draft.key, over)}
              onMove={(by) => set(moveDraft(drafts, at, by))}
              onRemove={() => set(drafts.filter(({ key }) => key !== draft.key))}
            />
          ))}
        </ol>
      )}
      <div className="mt-6 flex flex-wrap items-center gap-3">
        {drafts.length > 0 && (
          <Button onClick={add} disabled={drafts.length >= MOST_MILESTONES}>
            <Plus aria-hidden /> {t`Add a milestone`}
          </Button>
        )}
        {changed && <Button variant="primary" busy={busy} onClick={save}>{t`Save`}</Button>}
        <p role="status" className={said?.isProblem ? "text-danger text-sm" : "text-muted text-sm"}>
          {said?.text ?? (changed ? t`Not stored yet.` : "")}
        </p>
      </div>
    </>
  );
}
