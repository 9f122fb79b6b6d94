import type { Failure, FailureCode } from "@/lib/services/result";

const statuses: Readonly<Record<FailureCode, number>> = {
  invalid: 400,
  forbidden: 403,
  "not-found": 404,
  conflict: 409,
};

const titles: Readonly<Record<number, string>> = {
  400: "The request is not right",
  401: "Not signed in",
  403: "Not yours to do",
  404: "Not found",
  409: "It contradicts what is stored",
  412: "It changed meanwhile",
  413: "Too large",
  415: "Not JSON",
  429: "Too many requests",
  500: "Something went wrong",
  503: "Out of reach",
};

/** An error as RFC 9457 says it. */
export function problem(
  status: number,
  detail: string,
  headers?: Readonly<Record<string, string>>,
): Response {
  return new Response(
    JSON.stringify({ type: "about:blank", title: titles[status] ?? "Error", status, detail }),
    {
      status,
      headers: { "content-type": "application/problem+json", "cache-control": "no-store", ...headers },
    },
  );
}

export function failureResponse(failure: Failure): Response {
  return problem(statuses[failure.code], failure.detail);
}
