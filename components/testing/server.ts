import { vi } from "vitest";

/** A request that a component made. */
export type Asked = { readonly method: string; readonly path: string; readonly body: unknown };

type Server = {
  readonly asked: readonly Asked[];
  /** How the requests from now on are answered. */
  answer(how: (asked: Asked) => Response | Promise<Response>): void;
};

/** What stands in for Calot's server while a test runs: nobody answers until it is told how. */
export function standInServer(): Server {
  const asked: Asked[] = [];
  let answer: (asked: Asked) => Response | Promise<Response> = unreachable;
  vi.stubGlobal("fetch", async (input: RequestInfo | URL, init: RequestInit = {}) => {
    const url = new URL(input instanceof Request ? input.url : input, "http://calot.example");
    const { body } = init;
    const request: Asked = {
      method: init.method ?? "GET",
      path: url.pathname + url.search,
      body: typeof body === "string" ? JSON.parse(body) : (body ?? null),
    };
    asked.push(request);
    return answer(request);
  });
  return {
    asked,
    answer: (how) => {
      answer = how;
    },
  };
}

/** As when there is no connection. */
export function unreachable(): never {
  throw new TypeError("Failed to fetch");
}

export const json = (value: unknown, status = 200): Response => Response.json(value, { status });

/** A refusal, as RFC 9457 has it. */
export const problem = (status: number, detail: string, more: object = {}): Response =>
  Response.json(
    { type: "about:blank", title: "Refused", status, detail, ...more },
    { status, headers: { "content-type": "application/problem+json" } },
  );
