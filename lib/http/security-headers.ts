/** What decides the security headers of a response. */
type Served = {
  /** For Next's own inline scripts; another one for each request. */
  readonly nonce: string;
  /** Whether people reach Calot by https. */
  readonly secure: boolean;
  /** Whether the address itself is a secret, as that of an invitation is: it must not reach any other page. */
  readonly secretAddress: boolean;
  /** Whether the page says by itself who may frame it, and where its forms go: for those between here and a platform. */
  readonly ownPolicy?: boolean;
  /** Development alone: React and the bundler evaluate code there. */
  readonly development: boolean;
};

/**
 * The Content Security Policy: nothing from elsewhere, no inline script without the nonce, no frame around us.
 * Style attributes are allowed, since positions and sizes are set by them; style elements need the nonce.
 */
function contentSecurityPolicy({
  nonce,
  secure,
  development,
  ownPolicy = false,
}: Omit<Served, "secretAddress">): string {
  return policyOf({
    scripts: `'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    styles: development ? "'self' 'unsafe-inline'" : `'self' 'nonce-${nonce}'`,
    connections: development ? "'self' ws:" : "'self'",
    secure,
    ownPolicy,
  });
}

/**
 * The policy of a page whose bytes are the same for all, and which so can have no nonce: scripts of this server, and those
 * that stand in the page, by the digests of their texts.
 *
 * @param scripts SHA-256 of each script's text, in base64
 */
export function shellPolicy({ scripts, secure }: { scripts: readonly string[]; secure: boolean }): string {
  const digests = scripts.map((digest) => `'sha256-${digest}'`);
  const own = { styles: "'self'", connections: "'self'" };
  return policyOf({ scripts: ["'self'", ...digests].join(" "), ...own, secure, ownPolicy: false });
}

type Sources = {
  readonly scripts: string;
  readonly styles: string;
  readonly connections: string;
  readonly secure: boolean;
  readonly ownPolicy: boolean;
};

function policyOf({ scripts, styles, connections, secure, ownPolicy }: Sources): string {
  return [
    "default-src 'self'",
    `script-src ${scripts}`,
    `style-src ${styles}`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    // Scripts that read a recording beside the page, and clips that were made there.
    "worker-src 'self'",
    "media-src 'self' blob:",
    `connect-src ${connections}`,
    "object-src 'none'",
    "base-uri 'none'",
    // Of two policies both hold, so one that says more can't be said beside.
    ...(ownPolicy ? [] : ["form-action 'self'", "frame-ancestors 'none'"]),
    ...(secure ? ["upgrade-insecure-requests"] : []),
  ].join("; ");
}

/** The headers of every response. */
export function securityHeaders(served: Served): Readonly<Record<string, string>> {
  return {
    "content-security-policy": contentSecurityPolicy(served),
    "x-content-type-options": "nosniff",
    "referrer-policy": served.secretAddress ? "no-referrer" : "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    ...(served.ownPolicy ? {} : { "x-frame-options": "DENY" }),
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(served.secure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
