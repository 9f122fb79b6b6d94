import { retryAfterMs } from "@/lib/domain/time/retry-after";

/**
 * What came instead of an answer. Away: no server there. Busy: it said to come back. Faulty: it broke down over this
 * request, or was too slow. Refused: this request will never be taken.
 */
type FaultKind = "away" | "busy" | "faulty" | "slow" | "refused";

/** Its message is a clause for people, without a full stop. */
export class ServerFault extends Error {
  override readonly name = "ServerFault";

  constructor(
    readonly kind: FaultKind,
    message: string,
    /** How long the server asked to be left alone, in milliseconds. */
    readonly retryAfterMs: number | null = null,
    readonly status: number | null = null,
  ) {
    super(message);
  }
}

const BY_STATUS: Readonly<Record<number, FaultKind>> = {
  408: "faulty",
  409: "faulty",
  429: "busy",
  502: "away",
  503: "busy",
  504: "faulty",
};

/** A status that is no success, as a fault. */
export function statusFault(
  status: number,
  body: string,
  retryAfter: string | null,
  now: number,
): ServerFault {
  const kind = BY_STATUS[status] ?? (status >= 500 ? "faulty" : "refused");
  const said = serverMessage(body);
  const message = `the server answered ${status}${said ? `: ${said}` : ""}`;
  return new ServerFault(kind, message, retryAfterMs(retryAfter, now), status);
}

/** What a server says about an error, in whichever of the usual places; at most 300 characters. */
function serverMessage(body: string): string {
  const text = messageIn(body).replaceAll(/\s+/g, " ").trim().replace(/\.$/, "");
  return text.length > 300 ? `${text.slice(0, 299)}…` : text;
}

function messageIn(body: string): string {
  try {
    const value: unknown = JSON.parse(body);
    for (const found of [
      at(at(value, "error"), "message"),
      at(value, "error"),
      at(value, "message"),
      at(value, "detail"),
    ]) {
      if (typeof found === "string") return found;
      if (Array.isArray(found)) return JSON.stringify(found);
    }
  } catch {
    // Not JSON: a proxy's page. Its text without tags says enough.
  }
  return body.slice(0, 2000).replaceAll(/<[^>]{0,200}>/g, " ");
}

function at(value: unknown, key: string): unknown {
  return typeof value === "object" && value !== null ? Reflect.get(value, key) : undefined;
}
