type RequestOrigin = {
  readonly method: string;
  /** The Host header, or the forwarded one behind a trusted proxy. */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site. */
  readonly fetchSite: string | undefined;
};

const SAFE_METHODS = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Whether a request that changes something comes from Calot's own pages, or from no browser at all. Browsers
 * send Origin with every POST; a page elsewhere can't forge it.
 */
export function isOwnOrigin({ method, host, origin, fetchSite }: RequestOrigin): boolean {
  if (SAFE_METHODS.has(method)) return true;
  if (fetchSite !== undefined && fetchSite !== "same-origin" && fetchSite !== "none") return false;
  if (origin === undefined) return true;
  return URL.canParse(origin) && new URL(origin).host === host;
}
