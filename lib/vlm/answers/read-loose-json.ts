/** What stands in JSON, as far as a rationale needs it: keys, strings and lists. Numbers and the like are null. */
export type Loose = string | null | Loose[] | Map<string, Loose>;

type Open = {
  readonly held: Loose[] | Map<string, Loose>;
  /** Of an object: the string or word last read, and the key that it became by its colon. */
  said: string | null;
  key: string | null;
};
/** What is open, the innermost last, and how many of each: a bracket too many must not go through all of it. */
type Stack = { readonly open: Open[]; objects: number; lists: number };

const CLOSING = new Map([
  ['"', '"'],
  ["'", "'"],
  ["`", "`"],
  ["“", "”"],
  ["‘", "’"],
]);
const KEY = String.raw`["'][^"'\n]{1,80}["']\s{0,8}:`;
/** After a string's last quote: the end of what holds it, a colon, a key, or a comma and something that can follow one. */
const AFTER = new RegExp(
  String.raw`^\s{0,200}(?:$|[\]}:]|${KEY}|,\s{0,200}(?:$|["'\x60“‘[\]{}\d/-]|[A-Za-z_]\w{0,40}["']?\s{0,8}:|(?:true|false|null)\b))`,
);
/** A line that begins with a key: a string that has lost its last quote ends before it. */
const KEY_LINE = new RegExp(String.raw`^\s{0,200}${KEY}`);
/** What a key's lost first quote leaves of it: the last one, after the word. */
const STRAY = /^\s{0,8}:/;
const ESCAPED = new Map([
  ["b", "\b"],
  ["f", "\f"],
  ["n", "\n"],
  ["r", "\r"],
  ["t", "\t"],
]);
const BARE = /[^\s,:[\]{}"][^\n,:[\]{}"]*/y;
const NO_STRING = /^(?:[-+.\d].*|true|false|null|undefined|none|nan|infinity)$/i;
const COMMENT = /\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)/y;

/**
 * Reads JSON as models write it: a comma or a bracket too many or too few, line breaks and quotes inside strings, single
 * or no quotes, comments, an end that is lost. What can't be understood is passed over; never throws.
 *
 * @returns each value that isn't inside another, in order
 */
export function readLooseJson(text: string): Loose[] {
  const values: Loose[] = [];
  const stack: Stack = { open: [], objects: 0, lists: 0 };
  let at = 0;
  while (at < text.length) {
    const sign = text[at]!;
    const inner = stack.open.at(-1);
    if (sign === "{" || sign === "[") {
      const held: Open["held"] = sign === "{" ? new Map() : [];
      if (inner) put(takeKey(inner), held);
      else values.push(held);
      begin(stack, held);
      at += 1;
    } else if (!inner) at += 1;
    else if (sign === "}" || sign === "]") {
      finish(stack, sign === "}");
      at += 1;
    } else if (sign === ":") {
      takeKey(inner);
      at += 1;
    } else if (sign === ",") {
      [inner.key, inner.said] = [null, null];
      at += 1;
    } else if (inner.said !== null && CLOSING.has(sign) && STRAY.test(text.slice(at + 1, at + 10))) at += 1;
    else if (CLOSING.has(sign)) {
      const { said, end } = readString(text, at, awaitsKey(inner) && inner.said === null);
      put(takeKey(inner), said);
      at = end;
    } else {
      const comment = matchAt(COMMENT, text, at);
      const bare = comment === null ? matchAt(BARE, text, at) : null;
      if (bare !== null) putBare(inner, bare.trim());
      at += (comment ?? bare ?? sign).length;
    }
  }
  return values;
}

function matchAt(pattern: RegExp, text: string, at: number): string | null {
  pattern.lastIndex = at;
  return pattern.exec(text)?.[0] ?? null;
}

/** What was said last is the key of what follows, with a colon between them or without. */
function takeKey(inner: Open): Open {
  if (inner.said !== null) [inner.key, inner.said] = [inner.said, null];
  return inner;
}

function awaitsKey({ held, key }: Open): boolean {
  return !Array.isArray(held) && key === null;
}

/** Into a list, or under an object's key; where the object waits for a key, what was said may become it. */
function put(inner: Open, value: Loose): void {
  if (Array.isArray(inner.held)) inner.held.push(value);
  else if (inner.key === null) inner.said = typeof value === "string" ? value : null;
  else {
    inner.held.set(inner.key, value);
    inner.key = null;
  }
}

/** A word without quotes: a key, a string, or what is neither. */
function putBare(inner: Open, word: string): void {
  if (awaitsKey(inner)) inner.said = word;
  else put(inner, NO_STRING.test(word) ? null : word);
}

function begin(stack: Stack, held: Open["held"]): void {
  stack.open.push({ held, said: null, key: null });
  if (Array.isArray(held)) stack.lists += 1;
  else stack.objects += 1;
}

/** Closes the innermost object or list, with all that was left open inside it; one that isn't open is a bracket too many. */
function finish(stack: Stack, isObject: boolean): void {
  if ((isObject ? stack.objects : stack.lists) === 0) return;
  for (;;) {
    const wasList = Array.isArray(stack.open.pop()!.held);
    if (wasList) stack.lists -= 1;
    else stack.objects -= 1;
    if (wasList !== isObject) return;
  }
}

/** A string from its first quote on: what it says, and where it ends. A key has no quotes inside. */
function readString(text: string, start: number, isKey: boolean): { said: string; end: number } {
  const closing = CLOSING.get(text[start]!);
  let said = "";
  let at = start + 1;
  while (at < text.length) {
    const sign = text[at]!;
    if (sign === "\\") {
      const unit = /^u[\da-fA-F]{4}/.exec(text.slice(at + 1, at + 6))?.[0];
      const next = text[at + 1] ?? "";
      said += unit ? String.fromCharCode(Number.parseInt(unit.slice(1), 16)) : (ESCAPED.get(next) ?? next);
      at += unit ? 6 : 2;
    } else if (sign === closing && (isKey || AFTER.test(text.slice(at + 1, at + 560))))
      return { said, end: at + 1 };
    else if (sign === "\n" && KEY_LINE.test(text.slice(at + 1, at + 300))) {
      return { said: said.replace(/,\s{0,40}$/, ""), end: at };
    } else {
      said += sign;
      at += 1;
    }
  }
  return { said, end: text.length };
}
