import Link from "next/link";
import { stepNames } from "@/lib/domain/authoring/step";
import type { AuthoringCase } from "@/lib/domain/authoring/views";
import { t } from "@/lib/language/t";
import { datasetUrl } from "../datasets/dataset-address";
import { StageTop } from "../viewer/stage-top";
import { WithdrawButton } from "../withdrawals/withdraw-button";

type CaseTopProps = {
  view: AuthoringCase;
  /** Whether its history is shown, and not the case. */
  history?: boolean;
  /** Whether the viewer may retire it and remove its picture. */
  mayWithdraw?: boolean;
};

/** The line above a case: the way back, what it is, and where it stands. */
export function CaseTop({ view, history = false, mayWithdraw = false }: CaseTopProps) {
  return (
    <StageTop>
      <div className="flex items-center gap-x-4">
        <p className="min-w-0 flex-1 truncate">
          <span className="text-ink">{t`${view.video}, frame ${view.frame}`}</span>{" "}
          <span className="max-sm:hidden">
            ·{" "}
            <Link
              href={datasetUrl(view.dataset.id)}
              prefetch={false}
              className="underline underline-offset-2"
            >
              {view.dataset.name}
            </Link>
            {view.dataset.licence && ` (${view.dataset.licence})`} ·{" "}
            {view.retired ? t`Retired` : stepNames[view.step]}
          </span>
        </p>
        {history ? (
          <TopLink href={`/authoring/cases/${view.id}`}>{t`Back to the case`}</TopLink>
        ) : (
          view.versions.length > 1 && (
            <TopLink href={`/authoring/cases/${view.id}/history`}>{t`History`}</TopLink>
          )
        )}
        {mayWithdraw && <WithdrawButton caseId={view.id} className={topLink} />}
        <TopLink href="/authoring">{t`All cases`}</TopLink>
      </div>
    </StageTop>
  );
}

const topLink =
  "inline-flex min-h-9 shrink-0 items-center underline underline-offset-2 hover:text-ink pointer-coarse:min-h-11";

function TopLink({ href, children }: { href: string; children: string }) {
  return (
    <Link href={href} className={topLink}>
      {children}
    </Link>
  );
}
