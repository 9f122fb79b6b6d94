"use client";

import { useRouter } from "next/navigation";
import { useState } from "react";
import type { AttemptDisputes, OwnDispute } from "@/lib/domain/disputes/views";
import { phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { describeZone } from "../reveal/describe-box";
import { Button } from "../ui/button";
import { ButtonLink } from "../ui/button-link";
import { withdrawQuestion } from "./api";
import { ProblemNote } from "./problem-note";

type DisputeNotesProps = {
  disputes: AttemptDisputes;
  /** The institution's IANA time zone. */
  timeZone: string;
};

/** What a reader said of an answer's reference and what was answered, and the way to question it. */
export function DisputeNotes({ disputes, timeZone }: DisputeNotesProps) {
  const { attemptId, obstacle } = disputes;
  const open = disputes.disputes.find(({ status }) => status === "open");
  return (
    <section
      aria-labelledby="questions"
      // On paper nothing can be asked.
      className={disputes.disputes.length === 0 ? "print:hidden" : undefined}
    >
      <h2 id="questions" className="scroll-mt-4 font-semibold">
        {open ? t`You question this reference` : t`Is the reference wrong?`}
      </h2>
      {disputes.disputes.length > 0 && (
        <ul className="mt-1 divide-y divide-line">
          {disputes.disputes.map((dispute) => (
            <Question key={dispute.id} dispute={dispute} timeZone={timeZone} />
          ))}
        </ul>
      )}
      {!open &&
        (obstacle ? (
          <p className="mt-1 text-muted text-sm">{obstacle}</p>
        ) : (
          <>
            <p className="mt-1 mb-3 text-muted text-sm">{t`References are a consensus of clinicians, and can be mistaken. Say why, and faculty look at it.`}</p>
            <ButtonLink href={`/attempts/${attemptId}/question`}>{t`Question the reference`}</ButtonLink>
          </>
        ))}
    </section>
  );
}

function headlineOf({ status, at, decidedAt }: OwnDispute, timeZone: string): string {
  const asked = formatDay(at, timeZone);
  if (status === "withdrawn") return t`Asked on ${asked}, and withdrawn`;
  if (status === "open" || !decidedAt) return t`Asked on ${asked}; faculty have not answered yet`;
  const decided = formatDay(decidedAt, timeZone);
  return status === "accepted"
    ? t`Asked on ${asked}, ${decided} accepted`
    : t`Asked on ${asked}, ${decided} answered: the reference stands`;
}

/** What the reader would have instead; null where they only gave a reason. */
function ownProposal({ phase, box }: OwnDispute): string | null {
  if (!phase) return box && t`You would have a zone at ${describeZone(box)}.`;
  return box
    ? t`You would have phase ${phase}, ${phaseNames[phase]}, and a zone at ${describeZone(box)}.`
    : t`You would have phase ${phase}, ${phaseNames[phase]}.`;
}

function Question({ dispute, timeZone }: { dispute: OwnDispute; timeZone: string }) {
  const { status, reason, decision } = dispute;
  const proposal = ownProposal(dispute);
  return (
    <li className="py-2.5 text-sm">
      <p className="text-muted text-xs">{headlineOf(dispute, timeZone)}</p>
      <p className="mt-0.5 whitespace-pre-line break-words">{reason}</p>
      {proposal && <p className="mt-0.5 text-muted">{proposal}</p>}
      {decision && (
        <p className="mt-1.5 whitespace-pre-line break-words border-line-strong border-l-2 pl-3">
          <span className="text-muted">{t`Faculty:`} </span>
          {decision}
        </p>
      )}
      {status === "open" && <Withdraw id={dispute.id} />}
    </li>
  );
}

function Withdraw({ id }: { id: string }) {
  const router = useRouter();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  async function withdraw(): Promise<void> {
    setBusy(true);
    const answer = await withdrawQuestion(id);
    setBusy(false);
    if ("problem" in answer) setProblem(answer.problem);
    router.refresh();
  }

  return (
    <div className="mt-2">
      <Button size="sm" busy={busy} onClick={() => void withdraw()}>{t`Withdraw the question`}</Button>
      <ProblemNote>{problem}</ProblemNote>
    </div>
  );
}
