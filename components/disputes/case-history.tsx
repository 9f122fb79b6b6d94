import Link from "next/link";
import type { DisputeDetail } from "@/lib/domain/disputes/views";
import { nameOf } from "@/lib/domain/name-of";
import { phaseNames } from "@/lib/domain/phases";
import { t } from "@/lib/language/t";
import { formatDay } from "@/lib/words/dates";
import { namesOfRegions } from "@/lib/words/describe-regions";
import { describePixels } from "../reveal/describe-box";
import { proposalInWords } from "./dispute-facts";
import { statusWords } from "./status-words";

/** The references the case has had, and what was said of them. */
export function CaseHistory({ dispute, timeZone }: { dispute: DisputeDetail; timeZone: string }) {
  const decided = dispute.others.filter(({ status }) => status !== "open");
  return (
    <section aria-labelledby="case-history">
      <h2 id="case-history" className="font-semibold">{t`History of the case`}</h2>
      <ol className="mt-1 divide-y divide-line text-sm">
        {dispute.versions.map(({ id, number, at, phase, boxes, noGo, because }) => (
          <li key={id} className="py-2">
            <p>
              {phase
                ? t`Reference ${number}, ${formatDay(at, timeZone)}: ${phase}, ${phaseNames[phase]}`
                : t`Reference ${number}, ${formatDay(at, timeZone)}`}
            </p>
            <p className="text-muted text-xs">{boxes.map(describePixels).join("; ")}</p>
            {noGo.length > 0 && (
              <p className="break-words text-muted text-xs">{t`No-Go: ${namesOfRegions(noGo)}.`}</p>
            )}
            {because && <p className="mt-0.5 break-words text-muted">{because}</p>}
          </li>
        ))}
      </ol>
      {decided.length > 0 && (
        <>
          <h3 className="mt-4 font-medium text-sm">{t`Questions before`}</h3>
          <ul className="mt-1 divide-y divide-line text-sm">
            {decided.map(({ id, reader, at, reason, phase, box, status, decision }) => (
              <li key={id} className="py-2">
                <p className="text-muted text-xs">
                  {reader}, {formatDay(at, timeZone)}: {nameOf(statusWords, status)}
                </p>
                <p className="break-words">
                  <Link href={`/disputes/${id}`} prefetch={false} className="underline underline-offset-2">
                    {reason}
                  </Link>
                </p>
                <p className="text-muted">{proposalInWords({ phase, box })}</p>
                {decision && <p className="break-words text-muted">{decision}</p>}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}
