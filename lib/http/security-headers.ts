/** What decides the security headers of a response. */
type Served = {
  /** For Next's own inline scripts; another one for each request. */
  readonly nonce: string;
  /** Whether people reach Calot by https. */
  readonly secure: boolean;
  /** Whether the address itself is a secret, as that of an invitation is: it must not reach any other page. */
  readonly secretAddress: boolean;
  /** Development alone: React and the bundler evaluate code there. */
  readonly development: boolean;
};

/**
 * The Content Security Policy: nothing from elsewhere, no inline script without the nonce, no frame around us.
 * Style attributes are allowed, since positions and sizes are set by them; style elements need the nonce.
 */
function contentSecurityPolicy({ nonce, secure, development }: Omit<Served, "secretAddress">): string {
  return [
    "default-src 'self'",
    `script-src 'nonce-${nonce}' 'strict-dynamic'${development ? " 'unsafe-eval'" : ""}`,
    development ? "style-src 'self' 'unsafe-inline'" : `style-src 'self' 'nonce-${nonce}'`,
    "style-src-attr 'unsafe-inline'",
    "img-src 'self' blob: data:",
    "font-src 'self'",
    // Scripts that read a recording beside the page, and clips that were made there.
    "worker-src 'self'",
    "media-src 'self' blob:",
    `connect-src 'self'${development ? " ws:" : ""}`,
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
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
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=()",
    ...(served.secure ? { "strict-transport-security": "max-age=31536000; includeSubDomains" } : {}),
  };
}
