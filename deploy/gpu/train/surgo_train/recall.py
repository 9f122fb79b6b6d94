"""What a rationale names: lib/recall/words.ts, phrases.ts, mentions.ts and recall-rationale.ts.

The lexicon is lib/recall/lexicon, written to lexicon.json by `npm run lexicon`.
"""

import json
import unicodedata
from pathlib import Path

from .patterns import pattern
from .rationale import PARTS

LEXICON = json.loads((Path(__file__).parent / "lexicon.json").read_text("utf-8"))

# --- words

#: Latin letters, marks that stand over them, and digits. Whatever else is written is a mark.
LETTER = r"[0-9a-z\u00c0-\u024f\u0300-\u036f\u1e00-\u1eff\ufb00-\ufb06\uff10-\uff19\uff41-\uff5a]"
APOSTROPHE = "['’‘]"
#: What takes "not" on: "don't", "wouldnt".
AUXILIARY = "(?:do|does|did|is|are|was|were|has|have|had|ca|could|wo|would|should|must|might|may|need)"

#: From what is tried first: each of these would be taken apart, or taken together, by what follows.
TOKEN = pattern(
    "|".join(
        [
            r"\d+(?:[.,]\d+)+",
            rf"(?<!{LETTER})(?:[a-z]\.){{2,}}",
            rf"(?<!{LETTER})(?:approx|ca|cf|dr|etc|fig|vs)\.",
            f"(?<!{LETTER})can(?=not(?!{LETTER}))",
            f"(?<!{LETTER}){AUXILIARY}(?=n{APOSTROPHE}?t(?!{LETTER}))",
            f"(?<={LETTER})n{APOSTROPHE}?t(?!{LETTER})",
            f"(?<={LETTER}){APOSTROPHE}(?:s|re|ve|ll|d|m)(?!{LETTER})",
            f"{LETTER}+",
            r"\.{2,}",
            r"[\ud800-\udfff]+",
            r"\S",
        ]
    ),
    "g",
)
LINE_BREAK = pattern(r"[\n\r\u2028\u2029]")

_UPPER = {code: code + 32 for code in range(ord("A"), ord("Z") + 1)}
DOUBLED = pattern(r"([^aeiou])\1$")
DECOMPOSED = pattern(r"[\u00c0-\u024f\u1e00-\u1eff\ufb00-\ufb06\uff10-\uff5a]", "g")
ACCENTS = pattern(r"[\u0300-\u036f]", "g")
SPELLINGS = [
    (pattern(r"^(o)?edem"), "edem"),
    (pattern(r"oesoph"), "esoph"),
    (pattern(r"ae(?=um|al)"), "e"),
    (pattern(r"is(e[ds]?|ing|ation|ations)$"), r"iz\1"),
    (pattern(r"([bcdfglmnprtv])our(?=s|ed|ing|$)"), r"\1or"),
    (pattern(r"centre"), "center"),
]
_QUOTES = pattern(r"[’‘]")
_IRREGULAR = {form: base for base, forms in LEXICON["irregular"].items() for form in forms}


class Word:
    def __init__(self, start: int, end: int, text: str, bases: "list[str]", line: int):
        self.start = start
        self.end = end
        #: As it is written, in lower case.
        self.text = text
        #: What it may be a form of, the likeliest first.
        self.bases = bases
        #: Counts the lines of the text: what is said does not go on over a break.
        self.line = line


def words_of(text: str) -> "list[Word]":
    """The words and marks of a text's UTF-16 units, with what they may be forms of."""
    plain = _lower(text)
    words = []
    line = 0
    end = 0
    known = {}
    for token in TOKEN.finditer(plain):
        written = token[0]
        start = token.start()
        if LINE_BREAK.search(plain, end, start):
            line += 1
        end = token.end()
        if written not in known:
            known[written] = _bases_of(written)
        words.append(Word(start, end, written, known[written], line))
    return words


def _lower(text: str) -> str:
    """A to Z alone in lower case, so that every character stays where it is."""
    return text.translate(_UPPER)


def _bases_of(written: str) -> "list[str]":
    """The lexicon decides which of them is a word."""
    word = fold(written)
    known = _IRREGULAR.get(_QUOTES.sub("'", word, count=1))
    return list(dict.fromkeys([*([known] if known else []), word, *_without_ending(word)]))


def _without_ending(word: str) -> "list[str]":
    bases = []
    for ending in ("ed", "ing"):
        if not word.endswith(ending):
            continue
        rest = word[: -len(ending)]
        bases += [rest, rest + "e"]
        if DOUBLED.search(rest):
            bases.append(rest[:-1])
    for ending, instead in (("ies", "y"), ("ied", "y"), ("es", ""), ("es", "e"), ("s", ""), ("ae", "a")):
        if word.endswith(ending):
            bases.append(word[: -len(ending)] + instead)
    return [base for base in bases if len(base) > 1]


def fold(word: str) -> str:
    """Lower case, without accents, in American spelling: the lexicon's own."""
    plain = DECOMPOSED.sub(lambda letter: unicodedata.normalize("NFKD", letter[0]), _lower(word))
    plain = _lower(ACCENTS.sub("", plain)).replace("haem", "hem")
    for spelling, instead in SPELLINGS:
        plain = spelling.sub(instead, plain, count=1)
    return plain


# --- phrases


class Meaning:
    """What a phrase stands for: an entity (kind and names), a cue, or nothing."""

    def __init__(self, sort: str, kind: "str | None" = None, names=(), cue: "str | None" = None):
        self.sort = sort
        self.kind = kind
        self.names = names
        self.cue = cue


class Phrase:
    def __init__(self, meaning: Meaning, first: int, last: int):
        self.meaning = meaning
        #: Indices of its words, the last one included.
        self.first = first
        self.last = last


class _Branch:
    def __init__(self):
        self.next = {}
        self.meaning = None


def _grow(root: _Branch, form: str, meaning: Meaning) -> None:
    branch = root
    for word in map(fold, form.split(" ")):
        branch = branch.next.setdefault(word, _Branch())
    branch.meaning = meaning


def _plant() -> _Branch:
    root = _Branch()
    for kind in ("target", "action", "constraint"):
        for entry in LEXICON[kind + "s"]:
            for form in entry["forms"]:
                _grow(root, form, Meaning("entity", kind, [entry["name"]]))
    for pair in LEXICON["pairs"]:
        for form in pair["forms"]:
            _grow(root, form, Meaning("entity", "target", pair["names"]))
    for cue, forms in LEXICON["cues"].items():
        for form in forms:
            _grow(root, form, Meaning("cue", cue=cue))
    for form in LEXICON["idle"]:
        _grow(root, form, Meaning("idle"))
    return root


_LEXICON_TREE = _plant()

#: Stand inside a phrase without being part of it: "Calot's triangle", "fibro-fatty", "edge of the liver".
PASSED_OVER = pattern(r"^(?:['’‘]s?|[-‐‑–]|the|a|an)$")


def phrases_of(words: "list[Word]") -> "list[Phrase]":
    """The phrases of a text from left to right; of those that begin at a word, the longest."""
    phrases = []
    at = 0
    while at < len(words):
        found = _longest_from(words, at, at, _LEXICON_TREE)
        if found:
            phrases.append(Phrase(found[0], at, found[1]))
            at = found[1]
        at += 1
    return phrases


def _longest_from(words: "list[Word]", at: int, begun: int, branch: _Branch):
    """A word can be a form of several ("left"): every way is followed. The meaning, and the last word's index."""
    while at > begun and at < len(words) and words[at].line == words[begun].line and PASSED_OVER.search(words[at].text):
        at += 1
    if at >= len(words) or words[at].line != words[begun].line:
        return None
    best = None
    for base in words[at].bases:
        following = branch.next.get(base)
        if not following:
            continue
        found = _longest_from(words, at + 1, begun, following) or (following.meaning and (following.meaning, at))
        if found and (not best or found[1] > best[1]):
            best = found
    return best


# --- mentions

def _is_behind(phrase: Phrase) -> bool:
    return phrase.meaning.sort == "cue" and phrase.meaning.cue == "warning-behind"


#: Here a thought ends, and with it what a cue before it reaches.
END = pattern(r"^(?:[.;:!?—]|but|while|whereas|then|so|until|before|after|because|which|where)$")
#: Here begins what is said of something denied: "no clip may …".
VERB = pattern(r"^(?:is|are|was|were|may|might|can|could|must|should|will|would)$")
#: Here a thought begins that a cue behind it is about.
START = pattern(r"^(?:[.;:!?]|but|while|whereas|so|because)$")
LISTING = pattern(r"^(?:and|or|nor|the|a|an|both|,)$")


def mentions_in(text: str) -> "list[tuple[str, str, bool]]":
    """What a text names, in its order: kind, name, and whether it is named to keep clear of it or to leave it undone."""
    words = words_of(text)
    phrases = phrases_of(words)
    spared = _spared_phrases(words, phrases)
    return [
        (phrase.meaning.kind, name, index in spared)
        for index, phrase in enumerate(phrases)
        if phrase.meaning.sort == "entity"
        for name in phrase.meaning.names
    ]


def _spared_phrases(words: "list[Word]", phrases: "list[Phrase]") -> "set[int]":
    """The phrases, by their places, that a cue before or behind them turns."""
    spared = set()
    for index, phrase in enumerate(phrases):
        if phrase.meaning.sort != "cue":
            continue
        if _is_behind(phrase):
            spared.update(_behind(words, phrases, index))
        else:
            spared.update(_ahead(words, phrases, index))
    return spared


def _ahead(words: "list[Word]", phrases: "list[Phrase]", index: int) -> "list[int]":
    """The entities after a cue that it reaches."""
    cue, last = phrases[index].meaning.cue, phrases[index].last
    reached = []
    at = last + 1
    for place in range(index + 1, len(phrases)):
        phrase = phrases[place]
        between = words[at : phrase.first]
        if words[phrase.first].line != words[last].line or any(END.search(word.text) for word in between):
            break
        if phrase.meaning.sort == "entity":
            if not _goes_on(words, between, phrase, len(reached) > 0, cue):
                break
            reached.append(place)
        elif phrase.meaning.sort == "cue":
            break  # From here on it is the other one's to reach.
        at = phrase.last + 1
    return reached


def _goes_on(words: "list[Word]", between: "list[Word]", phrase: Phrase, begun: bool, cue: str) -> bool:
    """Whether a cue still holds across what stands between it, or the entity before, and this entity."""
    comma = any(word.text == "," for word in between)
    and_ = any(word.text == "and" for word in between)
    action = phrase.meaning.kind == "action"
    # "Avoid the duct and clip the artery" says to clip; "without tearing the duct and opening the bed" not to open.
    if and_ and action and not any(word.text.endswith("ing") for word in words[phrase.first : phrase.last + 1]):
        return False
    if cue == "warning":
        return not comma or (begun and not action and _is_list(between))
    return not comma and not (cue == "denial" and (and_ or any(VERB.search(word.text) for word in between)))


def _is_list(between: "list[Word]") -> bool:
    """Whether words between two entities join them: "the duct, the inflamed artery", with one adjective at the most."""
    comma = max((index for index, word in enumerate(between) if word.text == ","), default=-1)
    return sum(1 for word in between[comma + 1 :] if not LISTING.search(word.text)) <= 1


def _behind(words: "list[Word]", phrases: "list[Phrase]", index: int) -> "list[int]":
    """The target before a cue, and those listed with it."""
    first = phrases[index].first
    reached = []
    at = first
    for place in range(index - 1, -1, -1):
        phrase = phrases[place]
        between = words[phrase.last + 1 : at]
        if words[phrase.last].line != words[first].line:
            break
        if reached and not all(LISTING.search(word.text) for word in between):
            break
        if any(START.search(word.text) for word in between):
            break
        at = phrase.first
        if phrase.meaning.sort == "entity" and phrase.meaning.kind == "target":
            reached.append(place)
        # What another such cue has before it is turned already.
        elif reached or _is_behind(phrase):
            break
    return reached


# --- a rationale

#: No rationale is as long: what is, is a model that went on and on.
MOST_READ = 10_000


def entity_keys(rationale: "dict[str, str]") -> "list[str]":
    """The keys of what a rationale names, `kind name`, each once, in the order in which it names them."""
    keys = {}
    for part in PARTS:
        for kind, name, spared in mentions_in(rationale[part][:MOST_READ]):
            clear = kind == "constraint" or part == "criticalRisk" or spared
            keys[f"{'constraint' if clear else kind} {name}"] = None
    return list(keys)
