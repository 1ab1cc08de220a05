#!/usr/bin/env python3
"""Score `rasid tag` output against gold articles.

    rasid tag < gold.jsonl > result.jsonl
    python score.py gold.jsonl result.jsonl [--verbose] [--json]

gold.jsonl holds gold articles (README.md beside this file); its lines are valid raw articles, so the
same file is the input of `rasid tag`. result.jsonl holds one line per input line, in order.
Only the standard library is used. All figures are micro-averaged over the file.
"""

import argparse
import json
import sys
import unicodedata
from difflib import SequenceMatcher

TYPES = {"PER", "LOC", "ORG"}


def prf(true_positive, predicted, gold):
    precision = true_positive / predicted if predicted else 0.0
    recall = true_positive / gold if gold else 0.0
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {
        "p": round(precision, 4),
        "r": round(recall, 4),
        "f1": round(f1, 4),
        "tp": true_positive,
        "pred": predicted,
        "gold": gold,
    }


def position_map(text, gold_text):
    """Map offsets of `text` to offsets of `gold_text` where both agree, else None."""
    if text == gold_text:
        return lambda i: i
    table = {}
    for block in SequenceMatcher(None, text, gold_text, autojunk=False).get_matching_blocks():
        for k in range(block.size + 1):
            table.setdefault(block.a + k, block.b + k)
    return table.get


def fold(surface):
    """Compare names by their letters: no diacritics, hamza/alef, ya and ta marbuta folded, no leading al-."""
    letters = [c for c in unicodedata.normalize("NFKC", surface or "") if not unicodedata.combining(c)]
    s = "".join(letters).translate(str.maketrans("أإآٱىة", "اااايه")).strip()
    return s[2:] if s.startswith("ال") else s


def same_actor(gold, predicted):
    if predicted is None:
        return False
    if isinstance(predicted, str):
        return fold(predicted) == fold(gold)
    if gold == predicted.get("entity_id"):
        return True
    names = [fold(predicted.get(key)) for key in ("surface", "label") if predicted.get(key)]
    return any(name and (name == fold(gold) or name in fold(gold)) for name in names)


def allowed(gold):
    """The types that a gold entity or event accepts."""
    types = {gold["type"], *gold.get("alt_types", ())}
    return types | {"RETREAT", "CONCEDE"} if types & {"RETREAT", "CONCEDE"} else types


def mentions(result):
    """The mentions of one result line, each with its entity's id and type."""
    for entity in result.get("entities", []):
        for mention in entity["mentions"]:
            yield {"entity_id": entity.get("entity_id"), "type": entity["type"], **mention}


def is_qid(entity_id):
    return entity_id[:1] == "Q" and entity_id[1:].isdigit()


def overlap(a_start, a_end, b_start, b_end):
    return a_start is not None and a_end is not None and a_start < b_end and b_start < a_end


def score(gold_articles, results, verbose=False):
    say = (lambda *a: print(*a, file=sys.stderr)) if verbose else (lambda *a: None)
    n = dict.fromkeys(
        (
            "articles",
            "exact",
            "tok_tp",
            "tok_pred",
            "tok_gold",
            "ent_tp",
            "ent_pred",
            "ent_gold",
            "link_ok",
            "link_n",
            "link_gold",
            "link_recalled",
            "ev_tp",
            "ev_pred",
            "ev_gold",
            "role_ok",
            "role_n",
            "date_ok",
            "date_n",
            "false_assert",
            "non_events",
            "outcome_ok",
            "outcome_n",
            "watch_tp",
            "watch_fp",
            "watch_fn",
        ),
        0,
    )
    per_type = {t: [0, 0, 0] for t in sorted(TYPES)}
    for gold, result in zip(gold_articles, results, strict=True):
        expect = gold.get("expect", "accept")
        article = result.get("article")
        if expect != "accept":
            n["outcome_n"] += 1
            dead = "dead_letter" in result
            foreign = (
                article is not None
                and article.get("language") not in (None, "ar")
                and not result.get("entities")
            )
            ok = foreign if expect == "skip_language" else dead
            n["outcome_ok"] += ok
            if not ok:
                say(f"{gold['id']}: expected {expect}, got {'dead letter' if dead else 'an Arabic article'}")
            continue
        n["articles"] += 1
        n["outcome_n"] += 1
        n["outcome_ok"] += article is not None
        text = (article or {}).get("text") or ""
        gold_text = gold["clean_text"]
        n["exact"] += text in (gold_text, *gold.get("alt_clean_text", ()))
        tokens, gold_tokens = text.split(), gold_text.split()
        match = sum(
            b.size for b in SequenceMatcher(None, tokens, gold_tokens, autojunk=False).get_matching_blocks()
        )
        n["tok_tp"] += match
        n["tok_pred"] += len(tokens)
        n["tok_gold"] += len(gold_tokens)
        if text not in (gold_text, *gold.get("alt_clean_text", ())):
            say(
                f"{gold['id']}: clean text differs: {len(tokens)} words for {len(gold_tokens)}, {match} shared"
            )
        to_gold = position_map(text, gold_text)

        gold_entities = {(e["start"], e["end"]): e for e in gold["entities"] if e["type"] in TYPES}
        predicted = {}
        for e in mentions(result):
            if e.get("field", "text") == "text" and e["type"] in TYPES:
                predicted.setdefault((to_gold(e["start"]), to_gold(e["end"])), e)
        for e in gold.get("optional_entities", ()):
            predicted.pop((e["start"], e["end"]), None)
        n["ent_pred"] += len(predicted)
        n["ent_gold"] += len(gold_entities)
        for span, e in predicted.items():
            per_type[e["type"]][1] += 1
            if span not in gold_entities or e["type"] not in allowed(gold_entities[span]):
                say(f"{gold['id']}: spurious {e['type']} {e['surface']!r} at {span}")
        for span, g in gold_entities.items():
            per_type[g["type"]][2] += 1
            p = predicted.get(span)
            if p is not None and p["type"] in allowed(g):
                n["ent_tp"] += 1
                per_type[g["type"]][0] += 1
            else:
                say(f"{gold['id']}: missed {g['type']} {g['surface']!r} at {span}")
            linked = (p or {}).get("entity_id") or ""
            if g.get("qid"):
                n["link_gold"] += 1
                n["link_recalled"] += linked == g["qid"]
            if p is not None and (g.get("qid") or g.get("nil") or g.get("not_qid")):
                ok = (
                    linked == g["qid"]
                    if g.get("qid")
                    else not is_qid(linked)
                    if g.get("nil")
                    else linked not in g["not_qid"]
                )
                n["link_n"] += 1
                n["link_ok"] += ok
                if not ok:
                    say(f"{gold['id']}: linked {g['surface']!r} to {linked or None} for {g.get('qid')}")

        asserted = [
            e
            for e in result.get("events", [])
            if e.get("field", "text") == "text" and e.get("status", "asserted") == "asserted"
        ]
        spans = [(to_gold(e["start"]), to_gold(e["end"])) for e in asserted]
        n["ev_gold"] += len(gold["events"])
        used = set()
        unscored = [
            *gold.get("optional_events", ()),
            *(g for g in gold.get("non_events", ()) if "ok_types" in g),
            *(t for g in gold["events"] for t in g.get("alt_triggers", ())),
        ]
        for g in gold["events"]:
            triggers = [g, *g.get("alt_triggers", ())]
            hit = next(
                (
                    i
                    for i, e in enumerate(asserted)
                    if i not in used
                    and e["type"] in allowed(g)
                    and any(overlap(*spans[i], t["start"], t["end"]) for t in triggers)
                ),
                None,
            )
            if hit is None:
                say(f"{gold['id']}: missed event {g['type']} {g['trigger']!r}")
                continue
            used.add(hit)
            n["ev_tp"] += 1
            for role in ("source", "target"):
                if g.get(role):
                    n["role_n"] += 1
                    ok = any(
                        same_actor(name, asserted[hit].get(role))
                        for name in (g[role], *g.get("alt_" + role, ()))
                    )
                    n["role_ok"] += ok
                    if not ok:
                        say(
                            f"{gold['id']}: {g['type']} {g['trigger']!r}: {role} {asserted[hit].get(role)} for {g[role]}"
                        )
            if g.get("date"):
                n["date_n"] += 1
                ok = (asserted[hit].get("date") or "").startswith(g["date"])
                n["date_ok"] += ok
                if not ok:
                    say(
                        f"{gold['id']}: {g['type']} {g['trigger']!r}: date {asserted[hit].get('date')} for {g['date']}"
                    )
        for i, e in enumerate(asserted):
            if i in used:
                n["ev_pred"] += 1
            elif any(
                overlap(*spans[i], o["start"], o["end"]) and e["type"] in o.get("ok_types", (e["type"],))
                for o in unscored
            ):
                continue
            else:
                n["ev_pred"] += 1
                say(f"{gold['id']}: spurious event {e['type']} {e['trigger']!r}")
        for g in gold.get("non_events", []):
            n["non_events"] += 1
            if any(
                overlap(*s, g["start"], g["end"]) and e["type"] not in g.get("ok_types", ())
                for s, e in zip(spans, asserted)
            ):
                n["false_assert"] += 1
                say(f"{gold['id']}: asserted what the text does not: {g['trigger']!r} ({g.get('why', '')})")

        named = {e.get("entity_id") for e in result.get("entities", [])}
        for w in gold.get("watch", []):
            if "qid" not in w or w.get("soft"):
                continue
            fired = w["qid"] in named
            n["watch_tp"] += fired and w["should_fire"]
            n["watch_fp"] += fired and not w["should_fire"]
            n["watch_fn"] += not fired and w["should_fire"]
            if fired != w["should_fire"]:
                say(f"{gold['id']}: watch {w['qid']} {'fired' if fired else 'silent'} ({w.get('why', '')})")

    ratio = lambda a, b: round(a / b, 4) if b else None
    return {
        "outcomes": {"ok": n["outcome_ok"], "of": n["outcome_n"]},
        "clean_exact": {"ok": n["exact"], "of": n["articles"]},
        "clean_tokens": prf(n["tok_tp"], n["tok_pred"], n["tok_gold"]),
        "entities": prf(n["ent_tp"], n["ent_pred"], n["ent_gold"]),
        "entities_by_type": {t: prf(*c) for t, c in per_type.items()},
        "linking_accuracy": ratio(n["link_ok"], n["link_n"]),
        "linking_recall": ratio(n["link_recalled"], n["link_gold"]),
        "events": prf(n["ev_tp"], n["ev_pred"], n["ev_gold"]),
        "roles_accuracy": ratio(n["role_ok"], n["role_n"]),
        "dates_accuracy": ratio(n["date_ok"], n["date_n"]),
        "false_assertions": {"made": n["false_assert"], "of": n["non_events"]},
        "watch": prf(n["watch_tp"], n["watch_tp"] + n["watch_fp"], n["watch_tp"] + n["watch_fn"]),
    }


def read(path):
    with open(path, encoding="utf-8") as lines:
        return [json.loads(line) for line in lines if line.strip()]


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("gold")
    parser.add_argument("result")
    parser.add_argument("--verbose", action="store_true", help="say each error on standard error")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    args = parser.parse_args()
    figures = score(read(args.gold), read(args.result), args.verbose)
    if args.json:
        print(json.dumps(figures))
    else:
        for name, figure in figures.items():
            print(f"{name:18} {figure}")


if __name__ == "__main__":
    main()
