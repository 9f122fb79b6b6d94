import { languageScript } from "@/lib/language/as-script";

/** The sentences of this installation’s language, for its pages: a script that runs before theirs. */
export function GET(): Response {
  const script = languageScript();
  if (!script) return new Response(null, { status: 404 });
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cache-control": "public, max-age=31536000, immutable",
  };
  return new Response(script.source, { headers });
}
