import { type CaseQuery, writeCaseQuery } from "@/lib/domain/readers/case-list";
import type { CaseSplit } from "@/lib/domain/readers/views";

/** What a page is asked with; of a name given twice, the first counts. */
export function toParams(asked: Readonly<Record<string, string | string[] | undefined>>): URLSearchParams {
  return new URLSearchParams(
    Object.entries(asked).flatMap(([name, value]) => {
      const first = Array.isArray(value) ? value[0] : value;
      return first === undefined ? [] : [[name, first]];
    }),
  );
}

function withParams(path: string, params: URLSearchParams): string {
  return params.size > 0 ? `${path}?${params}` : path;
}

/** A run's page, with a split and a list of its cases. */
export function runUrl(
  runId: string,
  at: { split?: CaseSplit; query?: CaseQuery; after?: string | null } = {},
): string {
  const params = at.query ? writeCaseQuery(at.query) : new URLSearchParams();
  if (at.split) params.set("split", at.split);
  if (at.after) params.set("after", at.after);
  return withParams(`/readers/runs/${runId}`, params);
}

/** A case of a run, out of a list of them. */
export function runCaseUrl(runId: string, caseId: string, query: CaseQuery): string {
  return withParams(`/readers/runs/${runId}/cases/${caseId}`, writeCaseQuery(query));
}
