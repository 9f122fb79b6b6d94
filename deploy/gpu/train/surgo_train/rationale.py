"""The four parts of an answer's rationale: lib/vlm/answers/find-sections.ts, read-loose-json.ts and parse-rationale.ts."""

from .box import find_box_texts
from .patterns import pattern, trim

PARTS = ("location", "exposure", "nextAction", "criticalRisk")

#: The paper's names for the parts and the ones that models make of them; of no part: the phase, the box.
LABELS = [
    (
        "location",
        r"(?:go[ _-]?zone )?(?:anatomic(?:al)?[ _-]?)?location(?: (?:relative to|of)[^:\n]{0,60})?|anatomic(?:al)?(?:[ _-](?:description|landmarks?|region))?|anatomy",
    ),
    (
        "exposure",
        r"exposure(?:[ _-]?(?:adequacy|quality|assessment|status|reasoning|quality reasoning))?|(?:exposure |clinical |visual )?reasoning",
    ),
    (
        "nextAction",
        r"(?:recommended |suggested )?next[ _-]?(?:surgical |procedural |operative )?(?:actions?|steps?|man(?:oeuvre|euver))|planning|action(?: plan)?",
    ),
    (
        "criticalRisk",
        r"(?:critical[ _-]?|potential |key |main )?risks?(?:[ _-]?(?:reminders?|warnings?|assessment|factors?))?|safety[ _-](?:reminders?|warnings?|constraints?)",
    ),
    (
        None,
        r"(?:final )?answer|(?:surgical |predicted )?phase(?: letter| name)?|go[ _-]?zone(?: (?:coordinates|bounding box|box))?|(?:bounding[ _-])?box(?:es)?|bbox(?:_2d)?|coordinates|rationale|conclusion|label",
    ),
]

NAME = "|".join(f"({names})" for _, names in LABELS)
NUMBERED = r"(?:\(?\d{1,2}[.)]\s{0,4}|\(?[a-d]\)\s{0,4}|[ivx]{1,4}[.)]\s{0,4})?"
ASIDE = r"(?:[*_]{0,4}[^\S\n]{0,4}\([^()\n]{0,60}\))?"

#: `(?<=<[\w ]{1,60})`: Python looks back at one length alone.
_IN_TAG = "(?:" + "|".join(rf"(?<=<[\w ]{{{length}}})" for length in range(1, 61)) + ")"
#: At the head of a line: bullet, heading, number, bold, quote, table cell or tag; then a mark or nothing more.
AT_LINE = pattern(
    rf"""^([#>*•|+\t\xa0 -]{{0,16}}{NUMBERED}[*_"'\x60<]{{0,16}}{NUMBERED})(?:{NAME}){ASIDE}"""
    rf"""(["'*_\x60>]{{0,8}}[^\S\n]{{0,8}}(?:[:：|][*_"'\x60]{{0,8}}|[–—]|-(?=[^\S\n]))|["'*_\x60>#]{{0,8}}[^\S\n]{{0,8}}$|[*_]{{0,4}}[.](?=[*_\s])[*_]{{0,4}}|(?=>){_IN_TAG}>)""",
    "gim",
)

#: `(?<=[.;!?)\]|*]\s{1,3})`, as above.
_AFTER_END = "(?:" + "|".join(rf"(?<=[.;!?)\]|*]\s{{{length}}})" for length in range(1, 4)) + ")"
#: Inside a line, where a sentence has ended: only with a colon, and only with a capital or in bold.
IN_LINE = pattern(
    rf"{_AFTER_END}({NUMBERED}[*_]{{0,4}}{NUMBERED})(?:{NAME}){ASIDE}([*_]{{0,4}}[:：][*_]{{0,4}})", "gi"
)

#: Where JSON, a fence or a box begins, no prose goes on.
NO_PROSE = pattern(r"""```|^[^\S\n]{0,40}[[{(<]|<\|?\/?(?:box|answer)|\{\s*["']""", "m")
CAPITAL = pattern(r"^[A-Z]")
BETWEEN_PARAGRAPHS = pattern(r"\n[^\S\n]*\n")
ANY_TAG = pattern(r"<\/?[\w ]{1,60}>", "g")


class _Mark:
    def __init__(self, match):
        names = match.groups()[1 : 1 + len(LABELS)]
        which = next(index for index, name in enumerate(names) if name is not None)
        self.part = LABELS[which][0]
        self.name = names[which]
        #: Whether a bullet, a number or an emphasis stands before it.
        self.decorated = trim(match[1]) != ""
        #: What stands after it.
        self.mark = match.groups()[1 + len(LABELS)] or ""
        self.start, self.end = match.span()


def find_sections(text: str) -> "list[tuple[str | None, str]]":
    """The labelled sections of an answer, in order, each to the next label, fence, box or object: part and words."""
    heads = [mark for mark in map(_Mark, AT_LINE.finditer(text)) if mark.decorated or not mark.mark.startswith(".")]
    inside = [mark for mark in map(_Mark, IN_LINE.finditer(text)) if mark.decorated or CAPITAL.search(mark.name)]
    ordered = sorted(heads + inside, key=lambda mark: mark.start)
    apart = [mark for i, mark in enumerate(ordered) if i == 0 or mark.start >= ordered[i - 1].end]
    at_head = set(map(id, heads))
    # "Exposure: good. Reasoning: …" goes on about the same part.
    marks = [mark for i, mark in enumerate(apart) if i == 0 or id(mark) in at_head or mark.part != apart[i - 1].part]
    ends = [mark.start for mark in marks[1:]] + [len(text)]
    return [(mark.part, _prose_of(text[mark.end : end])) for mark, end in zip(marks, ends)]


def _prose_of(stretch: str) -> str:
    """A section's own words: up to a fence or an object, or to a paragraph further on that is about a box."""
    stop = NO_PROSE.search(stretch)
    words = _before_box(stretch[: stop.start()] if stop else stretch)
    paragraphs = BETWEEN_PARAGRAPHS.split(trim(words))
    about_box = next((i for i, one in enumerate(paragraphs) if i > 0 and find_box_texts(one)), None)
    return ANY_TAG.sub(" ", "\n".join(paragraphs[:about_box]))


def _before_box(words: str) -> str:
    """Words without the line further down that is a box, in whatever form, and what follows it."""
    for box in find_box_texts(words):
        line = words.rfind("\n", 0, box.span[0] + 1)
        if box.likelihood > 0 and trim(words[: max(0, line)]) != "":
            return words[:line]
    return words


CAMEL = pattern(r"([a-z])([A-Z])", "g")
GAPS = pattern(r"[\s_-]+", "g")
LABEL_ALONE = [(part, pattern(f"^(?:{names})$", "i")) for part, names in LABELS]


def part_named(label: str) -> "str | None":
    """The part that a label or a key names: `Anatomic location`, `next_action`, `criticalRisk`."""
    plain = trim(GAPS.sub(" ", CAMEL.sub(r"\1 \2", label)))
    return next((part for part, alone in LABEL_ALONE if alone.search(plain)), None)


CLOSING = {'"': '"', "'": "'", "`": "`", "“": "”", "‘": "’"}
KEY = r"""["'][^"'\n]{1,80}["']\s{0,8}:"""
#: After a string's last quote: the end of what holds it, a colon, a key, or a comma and something that can follow one.
AFTER = pattern(
    rf"""^\s{{0,200}}(?:$|[\]}}:]|{KEY}|,\s{{0,200}}(?:$|["'\x60“‘[\]{{}}\d/-]|[A-Za-z_]\w{{0,40}}["']?\s{{0,8}}:|(?:true|false|null)\b))"""
)
#: A line that begins with a key: a string that has lost its last quote ends before it.
KEY_LINE = pattern(rf"^\s{{0,200}}{KEY}")
#: What a key's lost first quote leaves of it: the last one, after the word.
STRAY = pattern(r"^\s{0,8}:")
ESCAPED = {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}
UNIT = pattern(r"^u[\da-fA-F]{4}")
BARE = pattern(r"""[^\s,:[\]{}"][^\n,:[\]{}"]*""")
NO_STRING = pattern(r"^(?:[-+.\d].*|true|false|null|undefined|none|nan|infinity)$", "i")
COMMENT = pattern(r"\/\/[^\n]*|\/\*[\s\S]*?(?:\*\/|$)")
LAST_COMMA = pattern(r",\s{0,40}$")


class _Open:
    def __init__(self, held):
        self.held = held
        #: Of an object: the string or word last read, and the key that it became by its colon.
        self.said = None
        self.key = None

    def awaits_key(self) -> bool:
        return not isinstance(self.held, list) and self.key is None

    def take_key(self) -> "_Open":
        """What was said last is the key of what follows, with a colon between them or without."""
        if self.said is not None:
            self.key, self.said = self.said, None
        return self

    def put(self, value) -> None:
        """Into a list, or under an object's key; where the object waits for a key, what was said may become it."""
        if isinstance(self.held, list):
            self.held.append(value)
        elif self.key is None:
            self.said = value if isinstance(value, str) else None
        else:
            self.held[self.key] = value
            self.key = None

    def put_bare(self, word: str) -> None:
        """A word without quotes: a key, a string, or what is neither."""
        if self.awaits_key():
            self.said = word
        else:
            self.put(None if NO_STRING.search(word) else word)


def read_loose_json(text: str) -> list:
    """Reads JSON as models write it. What can't be understood is passed over; numbers and the like are none."""
    values = []
    open_ = []
    counts = {dict: 0, list: 0}
    at = 0
    while at < len(text):
        sign = text[at]
        inner = open_[-1] if open_ else None
        if sign in "{[":
            held = {} if sign == "{" else []
            if inner:
                inner.take_key().put(held)
            else:
                values.append(held)
            open_.append(_Open(held))
            counts[type(held)] += 1
            at += 1
        elif not inner:
            at += 1
        elif sign in "}]":
            _finish(open_, counts, dict if sign == "}" else list)
            at += 1
        elif sign == ":":
            inner.take_key()
            at += 1
        elif sign == ",":
            inner.key = inner.said = None
            at += 1
        elif inner.said is not None and sign in CLOSING and STRAY.search(text[at + 1 : at + 10]):
            at += 1
        elif sign in CLOSING:
            said, at = _read_string(text, at, inner.awaits_key() and inner.said is None)
            inner.take_key().put(said)
        else:
            comment = COMMENT.match(text, at)
            bare = None if comment else BARE.match(text, at)
            if bare:
                inner.put_bare(trim(bare[0]))
            at += len((comment or bare or sign)[0])
    return values


def _finish(open_: list, counts: dict, kind: type) -> None:
    """Closes the innermost object or list, with all that was left open inside it."""
    if counts[kind] == 0:
        return
    while True:
        was = type(open_.pop().held)
        counts[was] -= 1
        if was is kind:
            return


def _read_string(text: str, start: int, is_key: bool) -> "tuple[str, int]":
    """A string from its first quote on: what it says, and where it ends. A key has no quotes inside."""
    closing = CLOSING[text[start]]
    said = []
    at = start + 1
    while at < len(text):
        sign = text[at]
        if sign == "\\":
            unit = UNIT.search(text[at + 1 : at + 6])
            following = text[at + 1 : at + 2]
            said.append(chr(int(unit[0][1:], 16)) if unit else ESCAPED.get(following, following))
            at += 6 if unit else 2
        elif sign == closing and (is_key or AFTER.search(text[at + 1 : at + 560])):
            return "".join(said), at + 1
        elif sign == "\n" and KEY_LINE.search(text[at + 1 : at + 300]):
            return LAST_COMMA.sub("", "".join(said), count=1), at
        else:
            said.append(sign)
            at += 1
    return "".join(said), len(text)


def parse_rationale(text: str) -> "dict[str, str] | None":
    """The four parts of an answer's UTF-16 units, thinking gone. A part that isn't given is empty; none when none is."""
    found = {**_parts_of_sections(text), **_parts_of_json(text)}
    if not any(found.get(part) for part in PARTS):
        return None
    return {part: found.get(part, "") for part in PARTS}


def _parts_of_sections(text: str) -> "dict[str, str]":
    parts = {}
    for part, words in find_sections(text):
        said = _tidy(words)
        if not part or said == "":
            continue
        before = parts.get(part)
        # A model in a loop says the same again; one that uses two of a part's names says more.
        if not before:
            parts[part] = said
        elif said not in before:
            parts[part] = f"{before} {said}"
    return parts


def _parts_of_json(text: str) -> "dict[str, str]":
    parts = {}
    for value in _json_in(text):
        _gather(value, parts, 3)
    return parts


def _gather(value, parts: "dict[str, str]", depth: int) -> None:
    """Nested objects too: some models put the parts under a key such as "rationale"."""
    if depth == 0:
        return
    if isinstance(value, list):
        for held in value:
            _gather(held, parts, depth - 1)
    elif isinstance(value, dict):
        for key, held in value.items():
            part = part_named(key)
            words = _tidy(_prose_in(held))
            if part and words != "":
                parts.setdefault(part, words)
            else:
                _gather(held, parts, depth - 1)


def _prose_in(value) -> str:
    """A string, or several in a list; of anything else nothing."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list) or not all(isinstance(line, str) for line in value):
        return ""
    return " ".join(value)


JSON_BEGINS = pattern(r"""[[{]\s*["'{]""")


def _json_in(text: str) -> list:
    start = JSON_BEGINS.search(text)
    if not start:
        return []
    fence = text.find("```", start.start())
    end = fence if fence != -1 else text.rfind("}") + 1 or len(text)
    return read_loose_json(text[start.start() : end])


EMPHASIS = pattern(r"\*\*|__|`", "g")
LINE_MARKS = pattern(r"^[^\S\n]{0,40}(?:[-*•>|]{1,8}|#{1,6})[^\S\n]{1,40}", "gm")
ANY_SPACES = pattern(r"\s+", "g")
MARKS_BEFORE = pattern(r"^[\s:*_|–—-]+")
MARKS_BEHIND = pattern(r"[\s*_|#]{1,40}$")
QUOTED = pattern(r'^"(.*?)"?,?$')


def _tidy(words: str) -> str:
    plain = ANY_SPACES.sub(" ", LINE_MARKS.sub("", EMPHASIS.sub("", words)))
    plain = MARKS_BEHIND.sub("", MARKS_BEFORE.sub("", plain, count=1), count=1)
    return QUOTED.sub(r"\1", plain, count=1)
