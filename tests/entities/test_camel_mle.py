"""The morphology backend gives folded lemmas, analyses each word once, and knows when it knows nothing."""

import subprocess
import sys
from pathlib import Path

import pytest

from tests.entities.camel_folder import write_database, write_folder
from workers.entities.camel_mle import CamelMorphology


@pytest.fixture(scope="module")
def morphology(tmp_path_factory: pytest.TempPathFactory) -> CamelMorphology:
    return CamelMorphology.from_database(write_database(tmp_path_factory.mktemp("camel") / "tiny.db"))


@pytest.mark.parametrize(
    ("word", "lemmas"),
    [
        ("زيارة", {"زياره"}),
        ("زيارات", {"زياره"}),
        ("وللزيارة", {"زياره"}),
        ("وقع", {"وقع"}),
        ("وَقَّعَ", {"وقع"}),
        ("كتاب", set()),
        ("", set()),
        ("،", set()),
        ("2023", set()),
        ("Tesla", set()),
    ],
)
def test_lemmas_are_folded_and_without_clitics(
    morphology: CamelMorphology, word: str, lemmas: set[str]
) -> None:
    assert morphology.lemmas(word) == lemmas


def test_an_analysis_keeps_the_part_of_speech(morphology: CamelMorphology) -> None:
    assert morphology.analyses("زيارات")[0].lemma == "زياره"


def test_a_word_is_analysed_once_and_the_cache_is_bounded() -> None:
    asked: list[str] = []

    def analyse(word: str) -> list[dict[str, str]]:
        asked.append(word)
        return [{"lex": word, "pos": "noun"}]

    morphology = CamelMorphology(analyse, cache_size=2)
    for word in ("أ", "أ", "ب", "أ", "ت", "ب"):
        morphology.lemmas(word)
    assert asked == ["أ", "ب", "ت", "ب"]


def test_what_the_analyser_does_not_know_is_no_lemma() -> None:
    backoff = [{"lex": "NOAN", "pos": "noun_prop"}, {"lex": "غريب", "pos": "noun_prop", "source": "backoff"}]
    assert CamelMorphology(lambda _: backoff).lemmas("غريب") == frozenset()


def in_a_new_process(code: str, folder: Path) -> str:
    """Run `code` where camel-tools has read no catalogue yet; it reads one for the whole process."""
    program = f"from pathlib import Path\nfolder = Path({str(folder)!r})\n{code}"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    return done.stdout.strip()


LOAD = "from workers.entities.camel_mle import CamelMorphology; morphology = CamelMorphology.load(folder)\n"


def test_the_disambiguator_is_used_where_it_is_installed(tmp_path: Path) -> None:
    code = LOAD + "print(morphology.analyses('وقع')[0].pos, sorted(morphology.lemmas('زيارات')))"
    assert in_a_new_process(code, write_folder(tmp_path)) == "verb ['زياره']"


def test_a_database_alone_is_enough(tmp_path: Path) -> None:
    code = LOAD + "print(sorted(morphology.lemmas('وللزيارة')))"
    assert in_a_new_process(code, write_folder(tmp_path / "a", model=False)) == "['زياره']"
    write_database(tmp_path / "b" / "own.db")
    assert in_a_new_process(code, tmp_path / "b") == "['زياره']"


def test_without_data_loading_says_how_to_install_it(tmp_path: Path) -> None:
    code = (
        "from workers.entities.camel_data import CamelDataMissing\n"
        "from workers.entities.camel_mle import CamelMorphology\n"
        "try:\n    CamelMorphology.load(folder)\nexcept CamelDataMissing as missing:\n    print(missing)"
    )
    assert "rasid models install" in in_a_new_process(code, tmp_path)


def test_the_real_database_analyses_real_nouns(shared: Path) -> None:
    database = shared / "data" / "camel-morph" / "camel_morph_msa_nominal.db"
    morphology = CamelMorphology.from_database(database)
    assert "مفاوض" in morphology.lemmas("والمفاوضين")
    assert morphology.lemmas("قققق") == frozenset()
