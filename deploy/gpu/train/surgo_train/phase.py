"""The phase that an answer names: lib/vlm/answers/parse-phase.ts."""

from .patterns import pattern, trim, units
from .text import strip_units

PHASES = ("A", "B", "C", "D")

# "I" is a word, never an option. A small letter counts where it ends a line: "Answer: b".
LETTER = r"([A-HJ-Z](?![A-Za-z'])|[a-d](?=[^\S\n]*[.)]?[^\S\n]*(?:\n|$)))"
OPENING = r"[\s:=>({[–—-]*(?:(?:[Pp]hase|PHASE|[Oo]ption|[Ll]etter)[\s:]+)?[({[]*"

IS = r"(?:is|(?:would|must|should|seems to|appears to) be)\b"

#: From the plainest way to name a phase to the loosest. The first way that is met decides.
WAYS = [
    pattern(r"^\W*(?:(?:phase|option|answer)\W*)?([A-Za-z])\W*$", "gi"),
    pattern(rf"\b(?:[Aa]nswer|ANSWER|[Cc]hoice|[Ll]etter)\b(?:\s+{IS})?{OPENING}{LETTER}", "g"),
    pattern(r"\\boxed\s*\{\W*(?:text\s*\{)?\W*([A-Z])\b", "g"),
    pattern(rf"\b(?:[Pp]hase|PHASE)\b(?:\s+[a-z]+){{0,8}}?\s*(?:{IS}|[:=–—]|->){OPENING}{LETTER}", "g"),
    pattern(r"^[^\S\n]*[([]?([A-Z])[)\].]?[^\S\n]*$", "gm"),
    pattern(
        rf"\b(?:(?:[Ii]t|[Tt]his|[Tt]hat)(?:'s|\s+{IS})|choose|select|pick|go with)\s+{OPENING}{LETTER}", "g"
    ),
    pattern(rf"\b(?:[Pp]hase|PHASE|[Oo]ption)\s+[({{[]?{LETTER}", "g"),
    pattern(r"^[^\S\n]*[(]?([A-D])[^\S\n]*[):.–—-](?=\s|$)", "gm"),
    pattern(r"\(([A-D])\)", "g"),
]

# "The view is … A region of fat": an article, unless what follows goes on about an option.
ARTICLE = pattern(r"^\s+(?!(?:or|and|because|since|as|given|based|with|for|is|here)\b)[a-z]")
DENIED = pattern(
    r"(?:\b(?:not|never|neither|nor|than|unlike|exclud\w+|rul\w+ out)|n't)\s+(?:in\s+|to be\s+|it's\s+)?$", "i"
)
ANOTHER = pattern(r"^\W{0,3}(?:\b(?:or|and)\b|[/,&])\s*(?:phase\s+|option\s+)?\(?([A-D])(?![A-Za-z'])", "i")
BESIDES = pattern(r"^[^\S\n]*[):.,–—-]*[^\n.;]*")

NAMES = [
    ("A", pattern(r"\bpreparation of (?:the )?go zone\b", "i")),
    (
        "B",
        pattern(
            r"\bdissection of (?:the )?calot(?:'?s)?(?: triangle)?\b|\bcalot(?:'?s)? triangle dissection\b", "i"
        ),
    ),
    ("C", pattern(r"\bclip(?:ping)? and divi(?:de|ding|sion)\b", "i")),
    ("D", pattern(r"\bgallbladder dissection\b|\bdissection of (?:the )?gallbladder\b", "i")),
]

#: Signs of a chat's form, and tags round a whole answer.
WRAPPERS = pattern(r"<\|[^|<>]{1,40}\|>|<\/?(?:response|output|result|final|s)>", "gi")
APOSTROPHES = pattern(r"[‘’]", "g")
MARKS = pattern(r'[*_`"“”#|]', "g")


def parse_phase(text: str) -> "str | None":
    """The phase that an answer's UTF-16 units name, thinking gone; none where it names none, or two."""
    if trim(text) == "":
        return None
    plain = WRAPPERS.sub(lambda wrapper: " " * len(wrapper[0]), text)
    plain = MARKS.sub(" ", APOSTROPHES.sub("'", plain))
    for way in WAYS:
        named = _letters_in(plain, way)
        if named:
            return _decide(named)
    return _decide(_phases_named_in(plain))


def _letters_in(text: str, way) -> "list[str]":
    named = []
    for match in way.finditer(text):
        letter = match[1]
        at = match.start() + match[0].rindex(letter)
        after = text[at + 1 : at + 80]
        if letter == "A" and ARTICLE.search(after):
            continue
        if DENIED.search(text[max(0, match.start() - 24) : match.start()]):
            continue
        named.append(letter.upper())
        another = ANOTHER.search(after)
        if another:
            named.append(another[1].upper())
        # "C) Dissection of Calot's Triangle" names two phases.
        besides = _phases_named_in(BESIDES.search(after)[0])
        if len(besides) == 1:
            named.append(besides[0])
    return named


def _phases_named_in(text: str) -> "list[str]":
    return [phase for phase, name in NAMES if name.search(text)]


def _decide(named: "list[str]") -> "str | None":
    letters = set(named)
    return named[0] if len(letters) == 1 and named[0] in PHASES else None


def read_phase(text: str) -> "str | None":
    """The phase that an answer names, as the model said it, thinking and all."""
    return parse_phase(strip_units(units(text)))
