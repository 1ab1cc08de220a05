#!/usr/bin/env python3
"""Build the gold files from source/*.txt (see README.md for the markup).

Without an argument: blind.jsonl and sentences.jsonl. `second`: second.jsonl and second_sentences.jsonl, from
source/second-*.txt, whose names also take QIDs from source/second-qids.tsv.
"""

import itertools
import json
import re
import sys
import unicodedata
from pathlib import Path

HERE = Path(__file__).parent
KINDS = {"P": "PER", "L": "LOC", "O": "ORG"}
KEYS = {"s": "source", "t": "target", "p": "place", "d": "date"}
MARK = re.compile(
    r"\[(?P<k>[PLO])(?P<opt>\?)? (?P<e>[^\]|]+)(?:\|(?P<q>[^\]]*))?\]"
    r"|\{(?P<sign>[-?=]?)(?P<type>[A-Z0-9]+) (?P<t>[^}|]+)(?P<a>(?:\|[^}]*)?)\}"
)
RIGHT_JOINING = set("اأإآدذرزوؤةى")


def qids(name="qids.tsv"):
    table = {}
    for line in (HERE / "source" / name).read_text(encoding="utf-8").splitlines():
        if line:
            surface, qid = line.split("\t")
            table[surface] = qid
    return table


QIDS = qids()


def forms():
    table = {}
    for code in range(0xFE80, 0xFEFD):
        kind, *letters = unicodedata.decomposition(chr(code)).split()
        table[("".join(chr(int(x, 16)) for x in letters), kind.strip("<>"))] = chr(code)
    return table


FORMS = forms()


def presentation(text):
    """Write Arabic letters in their presentation forms."""
    out, i, joined = [], 0, False
    while i < len(text):
        unit = text[i : i + 2] if text[i] == "ل" and text[i + 1 : i + 2] in tuple("اأإآ") else text[i]
        after = text[i + len(unit) : i + len(unit) + 1]
        right = unit[-1] in RIGHT_JOINING or len(unit) == 2
        onward = not right and (after, "final") in FORMS and after != "ء" and unit != "ء"
        kind = {(0, 0): "isolated", (1, 0): "final", (0, 1): "initial", (1, 1): "medial"}[
            int(joined), int(onward)
        ]
        known = (unit, "isolated") in FORMS
        out.append(FORMS.get((unit, kind), unit) if known else unit)
        joined = bool(onward) if known else False
        i += len(unit)
    return "".join(out)


def dirty(text, filters):
    for f in filters:
        if f == "latin1":
            text = text.encode().decode("latin-1")
        elif f == "cp1256":
            text = text.encode().decode("cp1256")
        elif f == "pres":
            text = presentation(text)
        elif f == "ent":
            text = (
                text.replace("&", "&amp;")
                .replace('"', "&amp;quot;")
                .replace("«", "&amp;laquo;")
                .replace("»", "&amp;raquo;")
            )
        elif f == "num":
            text = re.sub("[،؛]", lambda m: f"&#{ord(m[0])};", text)
        elif "=>" in f:
            old, new = f.split("=>")
            assert old in text, (old, text)
            text = text.replace(
                old, new.encode().decode("unicode_escape") if "\\" in new and new.isascii() else new
            )
        else:
            raise ValueError(f)
    return text


def unescape(text):
    return re.sub(r"\\u([0-9a-fA-F]{4})", lambda m: chr(int(m[1], 16)), text)


def attributes(text):
    return dict(part.split("=", 1) for part in text.split("|") if part)


def parse(marked):
    """Strip the markup of a text; give the text and its annotations."""
    out, length, last = [], 0, 0
    gold = {k: [] for k in ("entities", "optional_entities", "events", "optional_events", "non_events")}
    order, later = [], []
    for m in MARK.finditer(marked):
        plain = marked[last : m.start()]
        out.append(plain)
        length += len(plain)
        last = m.end()
        word = m["e"] or m["t"]
        start, end = length, length + len(word)
        out.append(word)
        length = end
        if m["k"]:
            entity = {"start": start, "end": end, "surface": word, "type": KINDS[m["k"]], "qid": None}
            given = m["q"] or ""
            for q in given.split(","):
                if q == "nil":
                    entity["nil"] = True
                elif q.startswith("!"):
                    entity.setdefault("not_qid", []).append(q[1:])
                elif q.startswith("="):
                    entity["alt_types"] = [KINDS[q[1:]]]
                elif q.startswith("Q"):
                    entity["qid"] = q
            if not given or given.startswith("="):
                entity["qid"] = QIDS.get(word) or (QIDS.get("ا" + word) if word.startswith("ل") else None)
            gold["optional_entities" if m["opt"] else "entities"].append(entity)
            continue
        a = attributes(m["a"])
        span = {"trigger": word, "start": start, "end": end}
        if m["sign"] == "=":
            later.append((int(m["type"]) - 1, span))
            continue
        if m["sign"] == "-":
            event = {
                "type": m["type"],
                **span,
                "status": None if a.get("st") == "null" else a.get("st"),
                "why": a.get("w", ""),
            }
            if "ok" in a:
                event["ok_types"] = a["ok"].split(",")
            gold["non_events"].append(event)
            continue
        event = {"type": m["type"], **span, **{v: a.get(k) for k, v in KEYS.items()}}
        for key, name in (("ty", "alt_types"), ("as", "alt_source"), ("at", "alt_target")):
            if key in a:
                event[name] = a[key].split(",")
        if m["sign"] == "?":
            event |= {"status": "asserted", "why": a.get("w", "background or readers differ")}
            gold["optional_events"].append(event)
        else:
            order.append(event)
            gold["events"].append(event)
    out.append(marked[last:])
    for number, span in later:
        order[number].setdefault("alt_triggers", []).append(span)
    text = "".join(out)
    linked = {e["surface"]: e["qid"] for e in gold["entities"] + gold["optional_entities"] if e["qid"]}
    for event in gold["events"] + gold["optional_events"]:
        for role in ("source", "target", "place"):
            if event[role]:
                name = event[role]
                if (
                    name.startswith("ال") and name not in text and "ل" + name[2:] in text
                ):  # after the preposition ل
                    name = "ل" + name[2:]
                    if name not in linked and role != "place":
                        event.setdefault("alt_" + role, []).append(name)
                    linked.setdefault(event[role], linked.get(name, event[role]))
                elif not name.startswith("Q") and name not in text:
                    print("role not in the text:", name, text[:60], file=sys.stderr)
                event[role] = linked.get(event[role], event[role])
        for role in ("alt_source", "alt_target"):
            if role in event:
                names = [linked.get(x, x) for x in event[role]]
                event[role] = [
                    *names,
                    *("ل" + x[2:] for x in names if x.startswith("ال") and "لل" + x[2:] in text),
                ]
    return text, gold


def article(block):
    head, _, rest = block.partition("--- text\n")
    marked, _, template = rest.partition("--- body\n")
    lines = head.strip().splitlines()
    meta = dict(line.split(": ", 1) for line in lines[1:] if line.strip())
    marked = unicodedata.normalize("NFC", marked.strip())
    text, gold = parse(marked)
    paragraphs = text.split("\n\n")
    body = unescape(template.rstrip("\n")) or text

    def fill(m):
        number, *filters = m[1].split("|")
        return dirty(paragraphs[int(number) - 1], filters)

    body = re.sub(r"\{\{(.*?)\}\}", fill, body, flags=re.S)
    expect = meta.get("expect", "accept")
    if expect == "skip_language" or expect == "empty_body":
        body, text = unescape(template.rstrip("\n")), ""
    alternatives = []
    if meta.get("alt") == "no-final-dot":
        alternatives = [text[:-1]]
    elif meta.get("alt") == "hijri":
        alternatives = [text.replace("هـ", "ه")]
    elif meta.get("alt", "").startswith("before "):
        alternatives = [meta["alt"][7:] + "\n\n" + text]
    watch = []
    for item in meta.get("watch", "").split():
        name = item[1:].removesuffix("~")
        key = "qid" if re.fullmatch(r"Q\d+", name) else "topic"
        soft = {"soft": True} if item.endswith("~") else {}
        watch.append({key: name, "should_fire": item[0] == "+"} | soft)
    record = {
        "id": lines[0].strip(),
        "source": "example-news",
        "url": "https://example.org/ar/" + lines[0].strip(),
        "published_at": meta["at"],
        "title": meta["title"],
        "body": body,
        "clean_text": text,
        **gold,
        "alt_clean_text": alternatives,
        "watch": watch,
        "tags": meta.get("tags", "").split(),
        "notes": meta.get("notes", ""),
        "lang": meta.get("lang", "ar"),
        "expect": expect,
    }
    check(record)
    return record


def check(r):
    text = r["clean_text"]
    assert text == unicodedata.normalize("NFC", text), r["id"]
    assert not re.search(
        "[\u0640\u00ad\u00a0\u061c\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufb50-\ufdff\ufe70-\ufefc]|  |&|[{}\\[\\]|]",
        re.sub("\\bهـ|(?<=\\d)هـ", "", text),
    ), (r["id"], text)
    assert all(p == p.strip() and p for p in text.split("\n\n")) or not text, r["id"]
    assert "\n" not in text.replace("\n\n", ""), r["id"]
    for key in ("entities", "optional_entities"):
        for e in r[key]:
            assert text[e["start"] : e["end"]] == e["surface"], (r["id"], e)
    for key in ("events", "optional_events", "non_events"):
        for e in r[key]:
            for t in (e, *e.get("alt_triggers", ())):
                assert text[t["start"] : t["end"]] == t["trigger"], (r["id"], e)
                assert " " not in t["trigger"], (r["id"], t)
    spans = sorted((e["start"], e["end"]) for e in r["entities"])
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), r["id"]


def sentence(number, line, prefix="sentence"):
    """One line of sentences.txt: date, tab, marked sentence."""
    at, marked = line.split("\t")
    text, gold = parse(unicodedata.normalize("NFC", marked))
    name = f"{prefix}-{number:02}"
    record = {
        "id": name,
        "source": "example-news",
        "url": "https://example.org/ar/" + name,
        "published_at": at + "T12:00:00Z",
        "title": "خبر قصير",
        "body": text,
        "clean_text": text,
        **gold,
        "alt_clean_text": [],
        "watch": [],
        "tags": ["events-only"],
        "notes": "",
        "lang": "ar",
        "expect": "accept",
    }
    check(record)
    return record


def dump(records):
    lines = (json.dumps(r, ensure_ascii=False) for r in records)
    hidden = re.compile("[\u0080-\u00a0\u00ad\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]")
    return "".join(hidden.sub(lambda m: f"\\u{ord(m[0]):04x}", line) + "\n" for line in lines)


def build(name=None):
    """The texts of the two files of a gold set by name."""
    source = HERE / "source"
    if name is None:
        prefix, out, lead = "", ("blind.jsonl", "sentences.jsonl"), "sentence"
    else:
        prefix, out, lead = f"{name}-", (f"{name}.jsonl", f"{name}_sentences.jsonl"), f"{name}-sentence"
        QIDS.update(qids(f"{prefix}qids.tsv"))
    articles = []
    for path in sorted(source.glob(f"{prefix}[0-9]*.txt" if name else "articles*.txt")):
        articles += [article(b) for b in path.read_text(encoding="utf-8").split("=== ")[1:]]
    lines = (source / f"{prefix}sentences.txt").read_text(encoding="utf-8").splitlines()
    return {
        out[0]: dump(articles),
        out[1]: dump(sentence(i, line, lead) for i, line in enumerate(filter(None, lines), 1)),
    }


if __name__ == "__main__":
    for name, content in build(*sys.argv[1:2]).items():
        (HERE / name).write_text(content, encoding="utf-8")
        print(name, content.count("\n"), file=sys.stderr)
