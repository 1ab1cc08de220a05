"""Recognisers are found by name, and imported no sooner than asked for."""

import subprocess
import sys

import pytest

from workers.entities.recogniser import RECOGNISERS, load_recogniser


def test_the_default_is_our_own() -> None:
    assert load_recogniser("rasid").name == "rasid-crf"


def test_an_unknown_name_is_refused_with_those_there_are() -> None:
    with pytest.raises(ValueError, match=r"camel-bert, rasid"):
        load_recogniser("gpt")


def test_every_name_says_module_and_attribute() -> None:
    for target in RECOGNISERS.values():
        module, attribute = target.split(":")
        assert module.startswith("workers.entities.")
        assert attribute.isidentifier()


def test_our_own_recogniser_needs_no_training_package() -> None:
    script = (
        "import sys; from workers.entities.recogniser import load_recogniser; load_recogniser('rasid');"
        "print([m for m in ('jax', 'torch', 'pycrfsuite', 'camel_tools', 'numba') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
