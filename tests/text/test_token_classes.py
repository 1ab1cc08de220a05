"""The symbols are those of the camel-tools that is installed."""

from camel_tools.utils.charsets import EMOJI_ALL_CHARSET, UNICODE_PUNCT_SYMBOL_CHARSET

from workers.text.token_classes import ranges, symbols


def test_symbols_are_what_camel_tools_says() -> None:
    known = UNICODE_PUNCT_SYMBOL_CHARSET | EMOJI_ALL_CHARSET
    theirs = {ord(symbol) for symbol in known if len(symbol) == 1}
    assert set(symbols()) == theirs, "camel-tools or emoji was upgraded: python -m workers.text.token_classes"


def test_neighbours_are_one_range() -> None:
    assert list(ranges([7, 3, 1, 2])) == [(1, 3), (7, 7)]
    assert list(ranges([])) == []
