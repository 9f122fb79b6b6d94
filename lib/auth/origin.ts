type RequestOrigin = {
  readonly method: string;
  /** The Host header, or the forwarded one behind a trusted proxy. */
  readonly host: string | undefined;
  readonly origin: string | undefined;
  /** Sec-Fetch-Site. */
  readonly fetchSite: string | undefined;
};

const UUID = "[0-9a-f-]{36}";

/** Where a provider, or a learning platform, posts through a browser, from a page of its own. */
const FROM_ELSEWHERE = new RegExp(`^/connect/(?:saml/${UUID}/acs|lti/${UUID}/(?:login|launch))(?:\\?|$)`);

/** Whether an address takes posts of other sites: what comes there counts by its signature, and by the way that this browser began. */
export const takesFromElsewhere = (url: string): boolean => FROM_ELSEWHERE.test(url);

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

type Navigation = {
  readonly host: string | null;
  readonly referer: string | null;
  /** Sec-Fetch-Site; browsers send none where Calot is reached by plain http. */
  readonly fetchSite: string | null;
};

/** Whether somebody was led somewhere by a page of Calot's own, and not by another site that knows the address. */
export function isLedByOwnPage({ host, referer, fetchSite }: Navigation): boolean {
  if (fetchSite !== null) return fetchSite === "same-origin";
  return referer !== null && URL.canParse(referer) && new URL(referer).host === host;
}
