"""What is no article text by its shape alone: encoded tokens, code, shortcodes, ornaments, hashtags."""

import re
from base64 import b64decode
from collections import Counter

_RUN = re.compile(r"[A-Za-z0-9+/=_-]{8,4096}")
_DATA_URI = re.compile(r"data:[a-z]{1,20}/[a-z0-9.+-]{1,40};base64,(?=[A-Za-z0-9+/=])")
_IN_RUN = bytes(
    ord("x") if re.match(rb"[A-Za-z0-9+/=_-]", bytes([byte])) else ord(" ") for byte in range(0x100)
)
_RUN_OF_BYTES = b"x" * 8
_ADDRESS_MARKS = "./@#:&?%~"
"""Before a run these make it part of an address, a handle or a hashtag."""
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_HEX = re.compile(r"(?=.*[0-9])(?=.*[a-fA-F])[0-9a-fA-F]{20,}")
_BASE64 = re.compile(r"(?=.*[a-z])(?=.*[A-Z])(?=.*[0-9])[A-Za-z0-9+/_-]{20,}")
_WORDS_OF_RUN = re.compile(r"[A-Z]?[a-z]{3,}")
_SENTENCE = re.compile(r"[.!?؟…]\s*\Z")
_NO_WORDS = re.compile(r"[\W_]*\Z")
_GLUED_BOX = re.compile(
    "(?:مقالات|مواضيع|موضوعات|مواد) أخرى ل(?:نفس )?(?:لكاتب|لكاتبة|الكاتب|الكاتبة)[^\\s:.،]"
)
"""The heading of a box with the first headline glued to it, as a scraper joins what a list holds."""
_HASHTAGS = re.compile(r"[\W_]*(?:[#＃][\w\u200c]+[\s,،|]*)+\Z")
_SPACED_HASHTAGS = re.compile(r"(?:#\s?[\w\u200c]+[\s,،|]*){2,}\Z")
_CODE = re.compile(
    r"googletag|adsbygoogle|dataLayer|gtag\(|fbq\(|__NEXT_DATA__|\"@context\"|document\.(?:get|write|create)|window\.\w"
    r"|(?:var|let|const)\s{1,4}\w{1,40}\s{0,4}=|function\s{0,4}\w{0,40}\s{0,4}\(|\)\s{0,4}=>|\$\(|jQuery|console\.log|<!\[CDATA|!important"
    r"|[.#@]?[\w-]{1,60}\s{0,4}\{[^{}]{0,400}:[^{}]{0,400}\}"
)
_NO_ARABIC = "[^\u0600-\u06ff\n]"
_INLINE_CODE = re.compile(
    rf"\(function\s?\([^()\u0600-\u06ff]{{0,80}}\)\s{{0,4}}\{{{_NO_ARABIC}{{0,600}}?\}}\s{{0,4}}\)\s{{0,4}}\([^()\u0600-\u06ff]{{0,80}}\);?"
    rf"|(?:window|document|googletag|dataLayer|jQuery|console|_gaq|fbq|gtag)[.(\[]{_NO_ARABIC}{{0,600}}?[;)](?:\s?[;)}}])*(?![^;\u0600-\u06ff]{{0,300}}\}}\);)"
    rf"|(?:googletag|jQuery|\$)[.(]{_NO_ARABIC}{{0,600}}?\}}\s{{0,4}}\);"
    rf"|\(adsbygoogle{_NO_ARABIC}{{0,200}}?;"
    rf"|(?:var|let|const)\s{{1,4}}[A-Za-z_$][\w$]{{0,40}}\s{{0,4}}={_NO_ARABIC}{{0,600}}?;"
    rf"|function\s{{1,4}}\w{{1,40}}\s{{0,4}}\([^()\u0600-\u06ff]{{0,80}}\)\s{{0,4}}\{{[^{{}}\u0600-\u06ff]{{0,600}}\}}"
    rf"|(?:@media[^{{}}\u0600-\u06ff]{{0,120}}\{{\s{{0,4}})?[.#@*]?[A-Za-z][\w.#:>,*-]{{0,60}}(?:\s[\w.#:>,*-]{{1,60}}){{0,6}}\s?\{{[^{{}}\u0600-\u06ff]{{1,400}}:[^{{}}\u0600-\u06ff]{{1,400}}\}}(?:\s?\}})?"
    r"|<!\[CDATA\[|\]\]>",
    re.ASCII,
)
_CODE_MARKS = (
    "{",
    "var ",
    "let ",
    "const ",
    "window.",
    "document.",
    "googletag",
    "adsbygoogle",
    "dataLayer",
    "gtag(",
    "fbq(",
    "jQuery",
    "CDATA",
    "*/",
)
_ARABIC_WORD = re.compile("[\u0620-\u064a]{2,}")
_SHORTCODE_PAIR = re.compile(
    r"\[(caption|gallery|embed|video|audio|playlist|youtube|tweet)\b[^\]\n]{0,400}\][^\[\n]{0,600}\[/\1\]"
)
_SHORTCODE = re.compile(
    r"\[/?(?:caption|gallery|embed|video|audio|playlist|youtube|tweet|vc_\w+|et_pb_\w+|su_\w+|adrotate|contact-form-7"
    r"|wp_ad\w*|elementor-template|fusion_\w+|rev_slider|button|toggle|tabs?|row|column)(?:\s[^\]\n]{0,400})?/?\]"
)


def strip_shortcodes(text: str, removed: "Counter[str]") -> str:
    """Return `text` without WordPress shortcodes; those that wrap a caption or address take it along."""
    if "]" not in text:
        return text
    text, pairs = _SHORTCODE_PAIR.subn("", text)
    text, single = _SHORTCODE.subn("", text)
    if pairs or single:
        removed["shortcode"] += pairs + single
    return text


def is_encoded(token: str) -> bool:
    """Tell whether a run of ASCII is an encoded token: base64, hexadecimal or a UUID; no word, no address."""
    if _UUID.fullmatch(token) or _HEX.fullmatch(token):
        return True
    bare = token.rstrip("=")
    if token != bare:
        # Cut tokens are padded wrongly, but nothing else ends in two «=».
        whole = len(token) % 4 == 0 or (token.endswith("==") and len(bare) >= 8)
        padded = whole and len(token) - len(bare) <= 2 and "=" not in bare
        return padded and (any(map(str.isdigit, bare)) or _mixed(bare))
    if _decodes(token):
        return True
    if not _BASE64.fullmatch(token) or token.count("/") > 3:
        return False
    # Words joined by dashes or capitals («Report-2024-Final») are a name, not a token.
    return sum(map(len, _WORDS_OF_RUN.findall(token))) < 0.5 * len(token)


def _decodes(token: str) -> bool:
    """Tell whether a run of twelve letters or more is base64 of plain text, as an address of the reader's is."""
    if len(token) < 12 or len(token) % 4 or not token.isalnum() or not any(map(str.isdigit, token)):
        return False
    return _mixed(token) and all(0x20 <= byte < 0x7F for byte in b64decode(token))


def _mixed(bare: str) -> bool:
    return any(map(str.isupper, bare[1:])) and any(map(str.islower, bare))


def has_runs(text: str) -> bool:
    """Tell at a glance whether any run of `text` could be a token."""
    return _RUN_OF_BYTES in text.encode("ascii", "replace").translate(_IN_RUN)


def cut_tokens(line: str) -> str | None:
    """Return `line` without encoded tokens at its ends, "" if the whole line goes, None if there are none.

    A line of tokens and a few words («MmEwMjo0==جزيرة إم آند إم») goes whole; a token inside a
    sentence stays.
    """
    if "base64," in line:
        line = _DATA_URI.sub(" ", line)
    found = [
        run
        for run in _RUN.finditer(line)
        if is_encoded(run[0]) and not (run.start() and line[run.start() - 1] in _ADDRESS_MARKS)
    ]
    if not found:
        return None
    rest = _RUN.sub(lambda run: " " if is_encoded(run[0]) else run[0], line)
    if len(rest.split()) <= 8 and not _SENTENCE.search(rest):
        return ""
    start, end = 0, len(line)
    for run in found:
        if not line[start : run.start()].strip(" :|-"):
            start = run.end()
    for run in reversed(found):
        if run.start() >= start and not line[run.end() : end].strip(" :|-"):
            end = run.start()
    kept = line[start:end].strip(" ")
    return kept if kept != line else None


def cut_code(line: str) -> str | None:
    """Return `line` without style rules and script statements in it, None if there are none.

    Code holds no Arabic; a line is only looked at if it holds one of code's marks.
    """
    if not any(mark in line for mark in _CODE_MARKS) or len(line) > 20_000:
        return None
    rest = " ".join(_INLINE_CODE.sub(" ", line).split())
    return rest if rest != line else None


def shape_rule(line: str) -> str | None:
    """Name the rule by which a whole line goes for its shape, or None."""
    if line[0] >= "\u0620" and line[0] <= "\u064a" and "{" not in line:
        return "related-box" if line[0] == "م" and _GLUED_BOX.match(line) else None
    if _NO_WORDS.match(line):
        return "ornament"
    if line[0] == "©" and len(line) <= 200:
        return "copyright"
    if "#" in line and len(line) < 1_000 and (_HASHTAGS.match(line) or _SPACED_HASHTAGS.match(line)):
        return "tags"
    if ("{" in line or "=" in line or ");" in line or "[CDATA" in line) and _CODE.search(line, 0, 4_000):
        arabic = sum(map(len, _ARABIC_WORD.findall(line)))
        if arabic * 3 < len(line):
            return "code"
    return None


def without_dots(text: str) -> str:
    """Return `text` without the dots of a truncation at its end; the full stop of «....» stays."""
    bare = text.rstrip(".…")
    dots = text[len(bare) :]
    return f"{bare}." if dots == "...." else bare.rstrip(" ")


_SLIDER = ("Next Previous ", "Previous Next ", "Prev Next ", "السابق التالي ", "التالي السابق ")


def cut_slider(line: str) -> str | None:
    """Return what follows a slider's buttons glued before a line («Next Previous فلان – المثال»), or None. Pure."""
    for buttons in _SLIDER:
        if line.startswith(buttons):
            return line[len(buttons) :].lstrip(" ")
    return None


def has_separator(line: str) -> bool:
    """Tell at a glance whether a line may consist of parts between bars, dots or dashes."""
    return (
        "|" in line
        or "•" in line
        or " - " in line
        or " – " in line
        or " / " in line
        or "●" in line
        or "▪" in line
    )


_MENU = re.compile(r"\s*[|•●▪»›]\s*")
_TRAIL = re.compile(r"\s+[>›»]\s+")


def is_menu(line: str) -> bool:
    """Tell whether a line is four or more short items between bars, or two after a page's trail «a > b».

    A menu, the names of sections, tags, the way from the home page to this one. Pure.
    """
    if len(line) > 300 or line[-1] in ".؟!:،":
        return False
    if " > " in line or " › " in line:
        trail = _TRAIL.split(line)
        return len(line) <= 120 and all(
            len(item.split()) <= 4 and not item[:1].isdigit() for item in trail[:-1]
        )
    if not ("|" in line or "•" in line or "»" in line or "›" in line):
        return False
    items = [item for item in _MENU.split(line) if item]
    return len(items) >= 4 and all(len(item.split()) <= 3 and not item[0].isdigit() for item in items)
