"""Texts and patterns as JavaScript has them, so that the patterns of both languages can be the same to the letter."""

import re

#: What `\s` is there, `\ufeff` included and `\u0085` not.
SPACES = "\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff"
#: What ends a line for `^`, `$` and `.`.
BREAKS = "\n\r\u2028\u2029"


def units(text: str) -> str:
    """A text with a character for each of its UTF-16 units, in which JavaScript counts, cuts and matches."""
    if text.isascii() or max(text) <= "\uffff":
        return text
    code = text.encode("utf-16-le", "surrogatepass")
    return "".join(chr(code[at] | code[at + 1] << 8) for at in range(0, len(code), 2))


def joined(text: str) -> str:
    """The text whose UTF-16 units these are."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")


def trim(text: str) -> str:
    return text.strip(SPACES)


def pattern(source: str, flags: str = "") -> "re.Pattern[str]":
    """Compiles a pattern of JavaScript's without the flag u. What it looks back at has to be of one length."""
    ignore = re.IGNORECASE if "i" in flags else 0
    return re.compile(_translate(source, "m" in flags), re.ASCII | ignore)


#: Of a class these would mean something in Python alone.
_IN_CLASS = {"[": r"\[", "&": r"\&", "|": r"\|", "~": r"\~"}


def _translate(source: str, by_line: bool) -> str:
    source = source.replace(r"[\s\S]", "(?s:.)")
    source = source.replace(r"[^\S\n]", "[" + SPACES.replace("\n", "") + "]")
    out = []
    inside = False
    at = 0
    while at < len(source):
        sign = source[at]
        if sign == "\\":
            out.append(_escape(source[at : at + 2], inside))
            at += 2
            continue
        if inside:
            inside = sign != "]"
            out.append(_IN_CLASS.get(sign, sign))
        elif sign == "[":
            inside = True
            out.append(sign)
            if source[at + 1] == "^":
                out.append("^")
                at += 1
        elif sign == "^":
            out.append(f"(?<![^{BREAKS}])" if by_line else r"\A")
        elif sign == "$":
            out.append(f"(?![^{BREAKS}])" if by_line else r"\Z")
        elif sign == "." and not source.startswith("(?s:.)", at - 4):
            out.append(f"[^{BREAKS}]")
        else:
            out.append(sign)
        at += 1
    return "".join(out)


def _escape(escape: str, inside: bool) -> str:
    if escape == r"\s":
        return SPACES if inside else f"[{SPACES}]"
    if escape == r"\S":
        if inside:
            raise ValueError(r"\S in a class with something else has no counterpart here.")
        return f"[^{SPACES}]"
    return escape


class Behind:
    """A pattern that begins by looking back at one of changing length, as Python's own can't."""

    def __init__(self, behind: str, reach: int, body: str, first: str, flags: str):
        """`reach`: how long what lies behind can be. `first`: the signs that the body can begin with."""
        self._behind = pattern(f"(?:{behind})$", flags)
        self._reach = reach
        self._body = pattern(body, flags)
        self._first = pattern(first)

    def finditer(self, text: str):
        past = 0
        for sign in self._first.finditer(text):
            at = sign.start()
            if at < past:
                continue
            found = self._body.match(text, at)
            if found and self._behind.search(text, max(0, at - self._reach), at):
                yield found
                past = found.end()
