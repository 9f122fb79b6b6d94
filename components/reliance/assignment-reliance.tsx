import type { AssignmentReliance } from "@/lib/domain/second-look/views";
import { t } from "@/lib/language/t";
import { RelianceTable } from "./reliance-table";

/** How the readers of an assignment rely on its aid; nothing where it has no second look, or nobody had one. */
export function AssignmentRelianceView({ reliance: { whole, cases } }: { reliance: AssignmentReliance }) {
  if (whole.length === 0) return null;
  return (
    <>
      <RelianceTable rows={whole} by="kind" heading={t`Second looks`} csvName="calot-second-looks" />
      <RelianceTable
        rows={cases}
        by="case"
        heading={t`Second looks by case`}
        csvName="calot-second-looks-by-case"
      />
    </>
  );
}
