"""Precision and recall per chain of proclitics, on generated sentences.

python -m tests.benchmarks.clitic_table [COUNT]
"""

import sys
from collections import Counter

from tests.entities.clitic_sentences import CHAINS, examples
from topics import Field
from workers.entities.tagger import Tagger
from workers.text.segment import make_document


def table(count: int, *, show: bool = False) -> dict[str, tuple[int, int, int]]:
    """Return per chain (found exactly, predicted, expected); the chain `-` holds words that are no names."""
    tagger = Tagger.load()
    right: Counter[str] = Counter()
    predicted: Counter[str] = Counter()
    expected: Counter[str] = Counter()
    for example in examples(count):
        mentions = tagger.tag(make_document("x", "", example.text))
        expected[example.chain] += example.positive
        for mention in mentions:
            if mention.field is not Field.TEXT:
                continue
            predicted[example.chain] += 1
            hit = example.positive and (mention.start, mention.end) == (example.start, example.end)
            right[example.chain] += hit
            if show and not hit:
                print("wrong:", example.text, "->", mention.surface, "|", mention.why)
        spans = {(mention.start, mention.end) for mention in mentions}
        if show and example.positive and (example.start, example.end) not in spans:
            print("missed:", example.chain, example.text[example.start : example.end], "|", example.text)
    return {chain: (right[chain], predicted[chain], expected[chain]) for chain in (*CHAINS, "-")}


def main() -> None:
    """Print the table."""
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 5000
    rows = table(count, show="-v" in sys.argv)
    print(f"{count} sentences\n\n| chain | names | precision | recall |\n|---|---|---|---|")
    for chain, (hits, found, wanted) in rows.items():
        if chain == "-":
            print(f"| words that are no names | 0 of {count // 10} | {found} tagged | |")
        else:
            precision, recall = hits / found if found else 1.0, hits / wanted if wanted else 1.0
            print(f"| {chain or 'none'} | {wanted} | {precision:.4f} | {recall:.4f} |")
    hits, found, wanted = (sum(row[part] for row in rows.values()) for part in range(3))
    print(f"| all | {wanted} | {hits / found:.4f} | {hits / wanted:.4f} |")


if __name__ == "__main__":
    main()
