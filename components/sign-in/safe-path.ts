const HERE = "https://calot.invalid";

/**
 * Where to go after signing in: a path of this site, or "/" for anything that could lead elsewhere.
 * Browsers read backslashes as slashes and drop tabs and line breaks, so the path is judged as they parse it.
 */
export function safePath(next: unknown): string {
  if (typeof next !== "string" || !/^\/(?![/\\])/.test(next) || next.includes("\\")) return "/";
  const url = URL.parse(next, HERE);
  if (!url || url.origin !== HERE || url.pathname.startsWith("//")) return "/";
  if (url.pathname === "/sign-in" || /^\/(api|connect)\//.test(url.pathname)) return "/";
  return `${url.pathname}${url.search}${url.hash}`;
}
