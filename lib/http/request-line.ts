/** What is said before anything else of a request. */
type RequestLine = {
  readonly method: string;
  /** As it was sent: a path with its query. */
  readonly target: string;
  /** The Host header, or the forwarded one behind a trusted proxy. */
  readonly host: string | undefined;
};

type Refusal = {
  readonly status: 400 | 405;
  readonly title: string;
  readonly detail: string;
};

const METHODS = new Set(["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"]);

/** Why a request can't be read at all; null where it can. No page and no route then meets such a one. */
export function refusalOf({ method, target, host }: RequestLine): Refusal | null {
  if (!METHODS.has(method)) {
    return { status: 405, title: "Not a method of ours", detail: `Nothing here is asked by ${method}.` };
  }
  if (!target.startsWith("/")) return unreadable("The address has to begin with a slash.");
  if (!isReadable(target)) {
    return unreadable(
      "The address holds signs that can’t be read: a percent sign that encodes nothing, or a NUL.",
    );
  }
  if (host === undefined || !URL.canParse(`http://${host}/`) || new URL(`http://${host}/`).host === "") {
    return unreadable("The request doesn’t say for which host it is, or not readably.");
  }
  return null;
}

const unreadable = (detail: string): Refusal => ({ status: 400, title: "The request is not right", detail });

/** Whether every percent sign encodes a character, as UTF-8, and none of them is a NUL. */
export function isReadable(encoded: string): boolean {
  try {
    return !decodeURIComponent(encoded).includes("\u0000");
  } catch {
    return false;
  }
}

/** The cookies that can be read: one that another program of this host has set wrongly must lock nobody out. */
export function readableCookies(header: string): string {
  return header.split(";").filter(isReadable).join(";");
}
