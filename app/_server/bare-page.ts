import { headers } from "next/headers";
import { language } from "@/lib/language/language";

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (letter) => `&#${letter.codePointAt(0)};`);

/** A piece of HTML: what is put into it is text, and can't be anything else. */
export type Html = { readonly html: string };

export const html = (words: TemplateStringsArray, ...values: readonly (string | Html)[]): Html => ({
  html: words.reduce((all, piece, index) => {
    const value = values[index - 1] ?? "";
    return `${all}${typeof value === "string" ? escaped(value) : value.html}${piece}`;
  }),
});

type Bare = {
  readonly title: string;
  readonly body: Html;
  /** What runs on it. */
  readonly script: string;
  /** Who may show it in a frame: origins. None unless given. */
  readonly ancestors?: readonly string[];
  /** Where its form goes, and is sent on to from there: origins and schemes. */
  readonly formTo: readonly string[];
};

const STYLE = `:root{color-scheme:light dark}body{font:16px/1.5 system-ui,sans-serif;max-width:36rem;margin:0 auto;padding:2rem 1rem}
a,button{display:inline-block;font:inherit;font-weight:600;padding:.7rem 1.2rem;min-height:1.5rem;border-radius:.4rem;border:1px solid;text-decoration:none;color:inherit;background:none;cursor:pointer}
h1{font-size:1.4rem;line-height:1.25;margin:0 0 .75rem}p{margin:0 0 1rem}`;

/**
 * A page without anything of Calot's around it, for a frame on another system's page, or for the moment between here and there.
 * The policy that every page has says on these addresses nothing of frames and forms (lib/http/security-headers.ts): it is
 * said here.
 */
export async function barePage({ title, body, script, ancestors = [], formTo }: Bare): Promise<Response> {
  const nonce = (await headers()).get("content-security-policy")?.match(/'nonce-([^']+)'/)?.[1] ?? "";
  const text = `<!doctype html><html lang="${language()?.tag ?? "en"}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1"><title>${escaped(title)}</title>
<style nonce="${nonce}">${STYLE}</style></head><body><main>${body.html}</main>
<script nonce="${nonce}">${script}</script></body></html>`;
  const policy = [
    `frame-ancestors ${ancestors.length > 0 ? ancestors.join(" ") : "'none'"}`,
    `form-action ${formTo.join(" ")}`,
  ];
  return new Response(text, {
    headers: {
      "content-type": "text/html; charset=utf-8",
      "cache-control": "no-store",
      "content-security-policy": policy.join("; "),
    },
  });
}
