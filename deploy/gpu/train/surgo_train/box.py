"""The Go Zone that an answer gives: lib/vlm/answers/find-box-texts.ts and parse-box.ts, geometry.ts and scoring/zone.ts.

Boxes are read as thousandths of the frame's sides, two corners, x first.
"""

import math

from .patterns import Behind, pattern, trim

NUMBER = r"""["']?([+-]?(?:\d{1,9}(?:\.\d{0,17})?|\.\d{1,17})(?:[eE][+-]?\d{1,3})?)["']?"""
SPACE = r"\s{0,40}"
#: Nothing that would make a last number another.
WHOLE = r"(?![\w.[(]|[^\w\s]{1,2}\d|\s\d{1,9}\s{0,8}(?:\n|$))"
COMMA = r"(?:\s{0,40}[,;]\s{0,40}|\s{1,40})"
OPEN = f"[[(]{SPACE}"
SHUT = rf"{SPACE},?{SPACE}[\])}}]"

FOUR = pattern(OPEN + COMMA.join([NUMBER] * 4) + SHUT, "g")
PAIR = f"{OPEN}{NUMBER}{COMMA}{NUMBER}{SHUT}"
#: Two corners: `(x,y),(x,y)` between box tokens, `[[x, y], [x, y]]`.
CORNERS = pattern(f"{PAIR}{SPACE}[,;]?{SPACE}{PAIR}", "g")

#: `"x1": 420, "y1": 380, …`, each of the four by its name, in any order.
KEY = r"""["']?\b(x_?[12]|y_?[12]|[xy]_?min|[xy]_?max|left|top|right|bottom)["']?\s{0,4}[:=]\s{0,4}"""
KEYED = pattern(COMMA.join([KEY + NUMBER] * 4) + WHOLE, "gi")
AT = r"""["']?\s{0,4}[:=]\s{0,4}"""
NAMED_CORNERS = pattern(
    rf"""(?:top|upper)[\s_-]?left{AT}{PAIR}[\s,;"']{{0,12}}(?:bottom|lower)[\s_-]?right{AT}{PAIR}""", "gi"
)
TIGHT = r"\s{0,40}[,;]\s{0,40}"
_NUMBER_BEGINS = """["'+.\\d-]"""
#: Without brackets, between box tokens or alone on a line.
BETWEEN = Behind(
    r"<\|?(?:box_start|begin_of_box|b?box)\|?>\s{0,8}",
    24,
    COMMA.join([NUMBER] * 4) + r"(?=\s{0,8}<)",
    _NUMBER_BEGINS,
    "gi",
)
ON_A_LINE = Behind(
    r"(?:^|\n)[^\S\n]{0,8}(?:\*{0,2}go[ _-]?zone\*{0,2}[^\S\n]{0,4}[:=]\*{0,2}[^\S\n]{0,4})?",
    33,
    TIGHT.join([NUMBER] * 4) + r"(?=[^\S\n]{0,8}(?:\n|$))(?!\s{1,8}\d{1,9}\s{0,8}(?:\n|$))",
    _NUMBER_BEGINS,
    "gi",
)
#: A point as an object: `{"x": 420, "y": 380}`.
POINT = pattern(
    rf"""\{{\s{{0,8}}["']?x["']?\s{{0,4}}:\s{{0,4}}{NUMBER}\s{{0,8}},\s{{0,8}}["']?y["']?\s{{0,4}}:\s{{0,4}}{NUMBER}\s{{0,8}}\}}""",
    "gi",
)
#: A corner and a size by their names: `{"x": 420, "y": 380, "width": 190, "height": 180}`.
SIZED = pattern(
    TIGHT.join(
        rf"""["']?\b{name}["']?\s{{0,4}}[:=]\s{{0,4}}{NUMBER}""" for name in ["x", "y", "w(?:idth)?", "h(?:eight)?"]
    )
    + WHOLE,
    "gi",
)
#: Which side each name is of.
SIDES = [
    pattern(r"^(?:x_?1|x_?min|left)$", "i"),
    pattern(r"^(?:y_?1|y_?min|top)$", "i"),
    pattern(r"^(?:x_?2|x_?max|right)$", "i"),
    pattern(r"^(?:y_?2|y_?max|bottom)$", "i"),
]
#: By this key alone the numbers go y, x, y, x.
Y_FIRST = pattern(r"""(?<![a-z])box_2d["']?\s{0,4}[:=]?\s{0,4}[[(\s]{0,4}$""", "i")

GAP = r"(?:\W|json|is|are|at|as|region|area|coordinates){0,24}$"
AFTER_ZONE = pattern(rf"go[\s_-]?zone(?:\W|bounding|bbox(?:_2d)?|box){{0,12}}{GAP}", "i")
AFTER_KEY = pattern(rf"(?:b?box(?:_2d)?|bounding[\s_-]box|\bbox(?:_start)?|coordinates){GAP}", "i")
ZONE_LABEL = pattern(r"go[\s_-]?zone", "i")
SIGNS_ALONE = pattern(r"^[\W_]*$")
HEAD = pattern(r"\{([^{}]{0,300})$")
TAIL = pattern(r"^([^{}]{0,300})\}")

WIDE = pattern(r"[\uff01-\uff5e]", "g")
OPENING_BRACKETS = pattern(r"[【〔]", "g")
CLOSING_BRACKETS = pattern(r"[】〕]", "g")
ESCAPES = pattern(r"\\(?:left|right)?(?=[[\](){}])", "g")


class BoxText:
    """Four numbers that an answer writes as a box."""

    def __init__(self, numbers, named: bool, span, likelihood: int):
        self.numbers = numbers
        #: Whether names tell which number is which: they are x1, y1, x2, y2 then. Otherwise they are as they stand.
        self.named = named
        self.span = span
        #: How surely it is the Go Zone: 3 it says so, 2 it says it is a box, 1 it stands alone, 0 in a sentence.
        self.likelihood = likelihood


def find_box_texts(text: str) -> "list[BoxText]":
    """Everything in an answer that is written as a box, in order. Three numbers, or five, are none."""
    plain = _plain_signs(text)
    # In a sentence, two pairs of numbers may be anything: citations, sizes.
    found = [box for box in _matches(plain, CORNERS) if box.likelihood > 0]
    found += [_as_named(box, box.numbers) for box in _matches(plain, NAMED_CORNERS)]
    for box in _matches(plain, SIZED):
        x, y, width, height = box.numbers
        found.append(_as_named(box, (x, y, x + width, y + height)))
    found += _keyed(plain)
    for form in (FOUR, BETWEEN, ON_A_LINE):
        found += _matches(plain, form)
    return sorted(found, key=lambda box: box.span[0])


def _plain_signs(text: str) -> str:
    """Full-width signs and digits as others are, and brackets without what escapes them; nothing moves."""
    plain = WIDE.sub(lambda wide: chr(ord(wide[0]) - 0xFEE0), text)
    plain = CLOSING_BRACKETS.sub("]", OPENING_BRACKETS.sub("[", plain))
    plain = plain.replace("、", ",").replace("\u3000", " ")
    plain = POINT.sub(lambda point: f"[{point[1]},{point[2]}]".ljust(len(point[0])), plain)
    return ESCAPES.sub(lambda mark: " " * len(mark[0]), plain)


def _as_named(box: BoxText, numbers) -> BoxText:
    """A box whose numbers have names: it is said to be one."""
    return BoxText(numbers, True, box.span, 3 if box.likelihood == 3 else 2)


def _keyed(text: str) -> "list[BoxText]":
    """Boxes whose four sides are named; those that name one twice are none."""
    boxes = []
    for match in KEYED.finditer(text):
        pairs = [(match[at], float(match[at + 1])) for at in (1, 3, 5, 7)]
        numbers = [next((value for name, value in pairs if side.search(name)), None) for side in SIDES]
        if None in numbers:
            continue
        box = BoxText(tuple(numbers), True, match.span(), _likelihood_of(text, match.span()))
        boxes.append(_as_named(box, box.numbers))
    return boxes


def _matches(text: str, form) -> "list[BoxText]":
    boxes = []
    for match in form.finditer(text):
        a, b, c, d = (float(match[group]) for group in (1, 2, 3, 4))
        start = match.start()
        is_y_first = Y_FIRST.search(text[max(0, start - 40) : start]) is not None
        numbers = (b, a, d, c) if is_y_first else (a, b, c, d)
        boxes.append(BoxText(numbers, is_y_first, match.span(), _likelihood_of(text, match.span())))
    return boxes


def _likelihood_of(text: str, span) -> int:
    start, end = span
    before = text[max(0, start - 120) : start]
    if AFTER_ZONE.search(before) or ZONE_LABEL.search(_object_around(text, start, end)):
        return 3
    if AFTER_KEY.search(before):
        return 2
    # Text this close to the box tells; an endless line is not searched to its ends.
    line_before = before[before.rfind("\n") + 1 :]
    line_after = text[end : end + 120].split("\n", 1)[0]
    return 1 if SIGNS_ALONE.search(line_before + line_after) else 0


def _object_around(text: str, start: int, end: int) -> str:
    """The words of the innermost object that a box stands in: what it is labelled."""
    head = HEAD.search(text[max(0, start - 301) : start])
    tail = TAIL.search(text[end : end + 301])
    return f"{head[1]} {tail[1]}" if head and tail else ""


#: How far past the frame's edge a side may lie and still be rounding: the share of the frame's side.
OVERSHOOT = 0.01

#: "(x, y, w, h)" beside a box.
BY_SIZE = pattern(r"\bx\W{1,4}y\W{1,4}w(?:idth)?\W{1,4}h(?:eight)?\b", "i")


def parse_box(text: str, width: float, height: float):
    """The Go Zone that an answer's UTF-16 units give, in the frame's pixels; none where it gives none."""
    if trim(text) == "":
        return None
    box = _likeliest_box(text)
    if box is None or (not box.named and _is_said_by_size(text, box)):
        return None
    return _to_box(box, width, height)


def _likeliest_box(text: str) -> "BoxText | None":
    """Of what an answer writes as boxes, the one that counts; the first of equals."""
    return max(find_box_texts(text), key=lambda box: box.likelihood, default=None)


def _is_said_by_size(text: str, box: BoxText) -> bool:
    start, end = box.span
    return BY_SIZE.search(text[max(0, start - 60) : end + 60]) is not None


def _to_box(box: BoxText, width: float, height: float):
    if not all(math.isfinite(number) for number in box.numbers):
        return None
    a, b, c, d = box.numbers
    x1, y1, x2, y2 = min(a, c), min(b, d), max(a, c), max(b, d)
    if x1 >= x2 or y1 >= y2:
        return None
    # Shares of the frame, where thousandths were asked for.
    if x1 >= 0 and y1 >= 0 and x2 <= 1 and y2 <= 1:
        return None
    slack = 1000 * OVERSHOOT
    if x1 < -slack or y1 < -slack or x2 > 1000 + slack or y2 > 1000 + slack:
        return None
    scale_x, scale_y = width / 1000, height / 1000
    return _clip_box((x1 * scale_x, y1 * scale_y, x2 * scale_x, y2 * scale_y), width, height)


def _clip_box(box, width: float, height: float):
    x1, y1 = max(0.0, box[0]), max(0.0, box[1])
    x2, y2 = min(width, box[2]), min(height, box[3])
    return (x1, y1, x2, y2) if x1 < x2 and y1 < y2 else None


def _area(box) -> float:
    return (box[2] - box[0]) * (box[3] - box[1])


def _intersection_area(a, b) -> float:
    width = min(a[2], b[2]) - max(a[0], b[0])
    if width <= 0:
        return 0.0
    height = min(a[3], b[3]) - max(a[1], b[1])
    return 0.0 if height <= 0 else width * height


def iou(a, b) -> float:
    """Intersection over union, 0 to 1. Boxes that only touch have 0."""
    shared = _intersection_area(a, b)
    return 0.0 if shared == 0 else shared / (_area(a) + _area(b) - shared)


def score_zone(zone, references, width: float, height: float):
    """The best IoU with any reference box, and that box's centre's distance in % of the diagonal; none without a box.

    Among boxes of equal IoU, and so when none overlaps, the one of the nearest centre.
    """
    best, squared_distance = -1.0, 0.0
    for reference in references:
        candidate = iou(zone, reference)
        if candidate < best:
            continue
        dx = (zone[0] + zone[2] - (reference[0] + reference[2])) / 2
        dy = (zone[1] + zone[3] - (reference[1] + reference[3])) / 2
        squared = dx * dx + dy * dy
        if candidate > best or squared < squared_distance:
            best, squared_distance = candidate, squared
    if best < 0:
        return None
    return best, 100 * math.sqrt(squared_distance / (width * width + height * height))
