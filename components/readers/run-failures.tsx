"use client";

import Link from "next/link";
import { PLAIN_CASE_QUERY } from "@/lib/domain/readers/case-list";
import type { RunDetail } from "@/lib/domain/readers/views";
import { phaseOutcomeLabels, zoneOutcomeLabels } from "@/lib/domain/scoring/failure";
import { plural, t } from "@/lib/language/t";
import { formatCount } from "@/lib/words/figures";
import { OutcomeTable } from "../charts/outcome-table";
import { runUrl } from "./run-addresses";

const phases = { right: phaseOutcomeLabels.right, wrong: phaseOutcomeLabels.wrong, none: t`No phase` };
const zones = { ...zoneOutcomeLabels, none: t`No zone` };

/** How a run's answers went. Each count leads to its cases. */
export function RunFailures({ run: { id, split, failures } }: { run: RunDetail }) {
  return (
    <OutcomeTable
      note={(total) =>
        t`What the zone did, by how the phase went: cases, and their share of all ${total}. A count leads to its cases.`
      }
      csvName="calot-run-failures"
      counts={failures}
      phases={phases}
      zones={zones}
      cell={({ phase, zone, n }) => (
        <Link
          href={`${runUrl(id, { split, query: { ...PLAIN_CASE_QUERY, named: phase, zone } })}#cases`}
          prefetch={false}
          aria-label={t`${plural(n, "# case", "# cases")}: ${phases[phase]}, ${zones[zone]}`}
          className="inline-flex min-h-6 min-w-6 items-center justify-end underline decoration-line-strong underline-offset-4 hover:decoration-ink"
        >
          {formatCount(n)}
        </Link>
      )}
    />
  );
}
