"""What a model says without what it thinks: lib/vlm/answers/strip-thinking.ts."""

from .patterns import joined, pattern, trim, units

#: Words by which tags are called that hold a model's thinking, alone or after a prefix: `think`, `seed:think`.
THINKING = r"(?:\w+[:_-])?(?:think(?:ing)?|thoughts?|reasoning|reflection|scratch_?pad|analysis|inner_?monologue|cot)"

#: How a tag opens and closes, in the signs that models were seen to use.
_TAGS = [
    (f"<{THINKING}>", f"</{THINKING}>"),
    (rf"\[{THINKING}\]", rf"\[/{THINKING}\]"),
    (f"◁{THINKING}▷", f"◁/{THINKING}▷"),
    (rf"<\|(?:begin_of|start_of|begin|start)_{THINKING}\|>", rf"<\|(?:end_of|end)_{THINKING}\|>"),
    (rf"<\|{THINKING}_(?:start|begin)\|>", rf"<\|{THINKING}_end\|>"),
    (rf"<\|{THINKING}\|>", rf"<\|/{THINKING}\|>"),
    (rf"<\|channel>\s*{THINKING}", r"<channel\|>"),
    ("<unused94>", "<unused95>"),
]
THOUGHTS = [
    (
        pattern(rf"{open_}[\s\S]*?{close}", "gi"),
        pattern(rf"^[\s\S]*{close}", "i"),
        pattern(rf"{open_}[\s\S]*$", "i"),
    )
    for open_, close in _TAGS
]

#: Where thinking ends by a tag that has lost a bracket: `/think>`, `[/THINK`.
WORN_CLOSE = pattern(rf"^[\s\S]*(?:[<[◁]/{THINKING}(?![\w>\]▷])|(?<![<[◁])/{THINKING}[>\]▷])", "i")

#: Tags round what is no thinking: an answer, a box, a part of the rationale, a form of text.
PLAIN = pattern(
    r"^(?:final|answer|final[ _-]?answer|response|output|result|b?box(?:_2d)?|ref|box(?:es)?|quad|point|go[ _-]?zone|zone|json|phase|letter|label|option|rationale|caption|object|coordinates?|(?:anatomic(?:al)?[ _-]?)?location|anatom\w*|exposure\w*|next[ _-]?\w+|(?:critical[ _-]?)?risks?\w*|planning|section|p|b|i|u|em|strong|br|hr|span|div|code|pre|ul|ol|li|table|tr|td|th|sub|sup|h\d|s|t)(?:[ _-][\w -]*)?$",
    "i",
)
TAG = pattern(r"<(\/?)([a-z][\w:.-]{0,40}(?: [\w-]{1,20}){0,3})>", "gi")

CHANNEL = pattern(r"<\|channel\|>", "i")
FINAL = pattern(
    r"<\|channel\|>\s*final[^<]{0,80}<\|message\|>([\s\S]*?)(?:<\|(?:end|return|start|call)\|>|$)", "gi"
)
#: The same where the server took the signs away and left the words.
WORN = pattern(r"^analysis(?=[A-Z])[\s\S]*?assistantfinal")
HEADED = pattern(
    r"^\W{0,8}(?:thinking(?: process)?|thoughts?(?: process)?|chain of thought|scratch ?pad|inner monologue)\b[*_ ]{0,4}[:：\n]",
    "i",
)
ANSWER_HEAD = pattern(r"(?:^|\n)\W{0,8}(?:final\s+)?(?:answer|response|output)\b[*_ ]{0,4}[:：\n]", "gi")
ESCAPED = pattern(r"(?:&lt;|＜)(\/?[\w:]{1,40})(?:&gt;|＞)", "g")


def _without_unknown(text: str) -> str:
    """A text without the pairs of tags that aren't known, and what stands between them."""
    tags = [(tag[1] != "", tag[2].lower(), tag.start(), tag.end()) for tag in TAG.finditer(text)]
    last_close = {name: end for closes, name, _, end in tags if closes}
    kept = ""
    past = 0
    opened = set()
    for closes, name, start, after in tags:
        end = last_close.get(name)
        if start < past or PLAIN.search(name):
            continue
        if closes:
            # Opened in the prompt, or by a tag that was spoilt: all before it is thinking.
            if name not in opened:
                kept, past = "", after
            continue
        opened.add(name)
        # An answer that begins with a tag that isn't known, and that never ends, never leaves its thinking.
        if end is None and trim(text[:start]) == "":
            return ""
        if end is None or end < start:
            continue
        kept += text[past:start]
        past = end
    return kept + text[past:]


def strip_units(text: str) -> str:
    """The same as `strip_thinking`, of UTF-16 units."""
    plain = ESCAPED.sub(r"<\1>", text)
    if CHANNEL.search(plain):
        finals = FINAL.findall(plain)
        return trim(finals[-1]) if finals else ""
    rest = WORN.sub("", plain, count=1)
    for whole, up_to_close, from_open in THOUGHTS:
        # Without an end there is nothing to look for: a model in a loop opens a tag thousands of times.
        if up_to_close.search(rest):
            rest = up_to_close.sub("", whole.sub("", rest), count=1)
        rest = from_open.sub("", rest, count=1)
    rest = _without_unknown(WORN_CLOSE.sub("", rest, count=1))
    if HEADED.search(rest):
        heads = list(ANSWER_HEAD.finditer(rest))
        rest = rest[heads[-1].start() :] if heads else ""
    return trim(rest)


def strip_thinking(text: str) -> str:
    """An answer without the model's thinking, by whichever tags. Thinking that never ends leaves nothing."""
    return joined(strip_units(units(text)))
