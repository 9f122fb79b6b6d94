/** Words by which tags are called that hold a model's thinking, alone or after a prefix: `think`, `seed:think`. */
const THINKING = String.raw`(?:\w+[:_-])?(?:think(?:ing)?|thoughts?|reasoning|reflection|scratch_?pad|analysis|inner_?monologue|cot)`;

/** How a tag of a name opens and closes, in the signs that models were seen to use. */
const tagsOf = (name: string): readonly (readonly [open: string, close: string])[] => [
  [`<${name}>`, `</${name}>`],
  [String.raw`\[${name}\]`, String.raw`\[/${name}\]`],
  [`◁${name}▷`, `◁/${name}▷`],
  [String.raw`<\|(?:begin_of|start_of|begin|start)_${name}\|>`, String.raw`<\|(?:end_of|end)_${name}\|>`],
  [String.raw`<\|${name}_(?:start|begin)\|>`, String.raw`<\|${name}_end\|>`],
  [String.raw`<\|${name}\|>`, String.raw`<\|/${name}\|>`],
  [String.raw`<\|channel>\s*${name}`, String.raw`<channel\|>`],
  ["<unused94>", "<unused95>"],
];
const THOUGHTS = tagsOf(THINKING).map(([open, close]) => ({
  whole: new RegExp(`${open}[\\s\\S]*?${close}`, "gi"),
  upToClose: new RegExp(`^[\\s\\S]*${close}`, "i"),
  fromOpen: new RegExp(`${open}[\\s\\S]*$`, "i"),
}));

/** Where thinking ends by a tag that has lost a bracket: `/think>`, `[/THINK`. */
const WORN_CLOSE = new RegExp(
  String.raw`^[\s\S]*(?:[<[◁]/${THINKING}(?![\w>\]▷])|(?<![<[◁])/${THINKING}[>\]▷])`,
  "i",
);

/** Tags round what is no thinking: an answer, a box, a part of the rationale, a form of text. */
const PLAIN =
  /^(?:final|answer|final[ _-]?answer|response|output|result|b?box(?:_2d)?|ref|box(?:es)?|quad|point|go[ _-]?zone|zone|json|phase|letter|label|option|rationale|caption|object|coordinates?|(?:anatomic(?:al)?[ _-]?)?location|anatom\w*|exposure\w*|next[ _-]?\w+|(?:critical[ _-]?)?risks?\w*|planning|section|p|b|i|u|em|strong|br|hr|span|div|code|pre|ul|ol|li|table|tr|td|th|sub|sup|h\d|s|t)(?:[ _-][\w -]*)?$/i;
const TAG = /<(\/?)([a-z][\w:.-]{0,40}(?: [\w-]{1,20}){0,3})>/gi;

const FINAL = /<\|channel\|>\s*final[^<]{0,80}<\|message\|>([\s\S]*?)(?:<\|(?:end|return|start|call)\|>|$)/gi;
/** The same where the server took the signs away and left the words. */
const WORN = /^analysis(?=[A-Z])[\s\S]*?assistantfinal/;
const HEADED =
  /^\W{0,8}(?:thinking(?: process)?|thoughts?(?: process)?|chain of thought|scratch ?pad|inner monologue)\b[*_ ]{0,4}[:：\n]/i;
const ANSWER_HEAD = /(?:^|\n)\W{0,8}(?:final\s+)?(?:answer|response|output)\b[*_ ]{0,4}[:：\n]/gi;

/** A text without the pairs of tags that aren't known, and what stands between them. */
function withoutUnknown(text: string): string {
  const tags = [...text.matchAll(TAG)].map((match) => ({
    closes: match[1] !== "",
    name: match[2]!.toLowerCase(),
    start: match.index,
    end: match.index + match[0].length,
  }));
  const lastClose = new Map(tags.filter(({ closes }) => closes).map(({ name, end }) => [name, end]));
  let kept = "";
  let from = 0;
  const opened = new Set<string>();
  for (const { closes, name, start, end: past } of tags) {
    const end = lastClose.get(name);
    if (start < from || PLAIN.test(name)) continue;
    if (closes) {
      // Opened in the prompt, or by a tag that was spoilt: all before it is thinking.
      if (!opened.has(name)) [kept, from] = ["", past];
      continue;
    }
    opened.add(name);
    // An answer that begins with a tag that isn't known, and that never ends, never leaves its thinking.
    if (end === undefined && text.slice(0, start).trim() === "") return "";
    if (end === undefined || end < start) continue;
    kept += text.slice(from, start);
    from = end;
  }
  return kept + text.slice(from);
}

/**
 * An answer without the model's thinking, by whichever tags: `<think>…</think>`, `[THINK]…`, `◁think▷…`, channels, and
 * all before a closing tag that was opened in the prompt. Thinking that never ends leaves nothing, and what stands in a tag
 * that isn't known counts as thinking: what a model tried out is no answer.
 */
export function stripThinking(text: string): string {
  const plain = text.replaceAll(/(?:&lt;|＜)(\/?[\w:]{1,40})(?:&gt;|＞)/g, "<$1>");
  if (/<\|channel\|>/i.test(plain)) return [...plain.matchAll(FINAL)].at(-1)?.[1]?.trim() ?? "";
  let rest = plain.replace(WORN, "");
  for (const { whole, upToClose, fromOpen } of THOUGHTS) {
    // Without an end there is nothing to look for: a model in a loop opens a tag thousands of times.
    if (upToClose.test(rest)) rest = rest.replaceAll(whole, "").replace(upToClose, "");
    rest = rest.replace(fromOpen, "");
  }
  rest = withoutUnknown(rest.replace(WORN_CLOSE, ""));
  if (HEADED.test(rest)) {
    const head = [...rest.matchAll(ANSWER_HEAD)].at(-1);
    rest = head ? rest.slice(head.index) : "";
  }
  return rest.trim();
}
