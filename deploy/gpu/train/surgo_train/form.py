"""Whether an answer has the form that was asked for: lib/training/answer-form.ts."""

from .patterns import pattern, trim

#: A letter and nothing else: no full stop, no bracket, no Markdown.
LETTER = pattern(r"^[A-D]$")
#: How an answer to both questions at once begins.
PHASE_LINE = pattern(r"^Phase: [A-D][^\S\n]{0,40}\n\s{0,40}")
LABELS = ["Location", "Exposure", "Next action", "Critical risk"]
LABEL = pattern(r"^(Location|Exposure|Next action|Critical risk):", "m")

SIDE = r"\s{0,40}(\d{1,4}(?:\.\d{1,17})?)\s{0,40}"
ZONE = rf"""\{{\s{{0,40}}"bbox_2d"\s{{0,40}}:\s{{0,40}}\[{",".join([SIDE] * 4)}\]\s{{0,40}}(?:,\s{{0,40}}"label"\s{{0,40}}:\s{{0,40}}"[^"\\\n]{{0,80}}"\s{{0,40}})?\}}"""
#: The Go Zone as the prompts ask for it, at the very end: an object, in a fence or without one.
LAST = [
    pattern(rf"\n\s{{0,40}}\x60\x60\x60(?:json)?\s{{0,40}}{ZONE}\s{{0,40}}\x60\x60\x60$"),
    pattern(rf"\n\s{{0,40}}{ZONE}$"),
]
#: What no part's words hold: another object, or a fence.
NO_WORDS = pattern(r"[{}]|```")


def is_phase_form(words: str) -> bool:
    """Whether an answer to the phase's question has the form that was asked for, thinking gone."""
    return LETTER.search(words) is not None


def is_zone_form(words: str) -> bool:
    """Whether an answer to the Go Zone's question has the form that was asked for, thinking gone.

    The four labelled parts in their order, each with words, then the zone as one JSON object, in thousandths and in
    order; nothing before, nothing after.
    """
    zone = LAST[0].search(words) or LAST[1].search(words)
    if not zone:
        return False
    x1, y1, x2, y2 = map(float, zone.groups())
    if not (x1 < x2 <= 1000 and y1 < y2 <= 1000):
        return False
    head = words[: zone.start()]
    before, *parts = LABEL.split(head)
    if before != "" or NO_WORDS.search(head) or len(parts) != 2 * len(LABELS):
        return False
    return all(parts[2 * i] == label and trim(parts[2 * i + 1]) != "" for i, label in enumerate(LABELS))


def is_whole_form(words: str) -> bool:
    """The same of an answer to both questions at once: the phase as a part of its own before the others."""
    phase = PHASE_LINE.search(words)
    return phase is not None and is_zone_form(words[phase.end() :])
