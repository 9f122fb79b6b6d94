import { t } from "@/lib/language/t";
import type { Failure, FailureCode } from "@/lib/services/result";
import { underWay } from "@/lib/under-way";

const statuses: Readonly<Record<FailureCode, number>> = {
  invalid: 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
};

const titles: Readonly<Record<number, string>> = {
  400: t`The request is not right`,
  401: t`Not signed in`,
  403: t`Not yours to do`,
  404: t`Not found`,
  409: t`It contradicts what is stored`,
  410: t`Removed for good`,
  412: t`It changed meanwhile`,
  413: t`Too large`,
  415: t`Not JSON`,
  416: t`No such part`,
  428: t`Your password is asked for again`,
  429: t`Too many requests`,
  500: t`Something went wrong`,
  503: t`Out of reach`,
  507: t`No room`,
};

/** An error as RFC 9457 says it. */
export function problem(
  status: number,
  detail: string,
  headers?: Readonly<Record<string, string>>,
  more: Pick<Failure, "late" | "field"> = {},
): Response {
  const request = underWay()?.id;
  return new Response(
    JSON.stringify({
      type: "about:blank",
      title: titles[status] ?? t`Error`,
      status,
      detail,
      ...more,
      request,
    }),
    {
      status,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
    },
  );
}

export function failureResponse({ code, detail, ...more }: Failure): Response {
  return problem(statuses[code], detail, {}, more);
}
