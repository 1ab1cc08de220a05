"""Choose the recogniser and the morphology that the settings name; the heavy ones load only then."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from workers.entities.recogniser import Recogniser, load_recogniser
from workers.errors import BadSettings

if TYPE_CHECKING:
    from workers.entities.camel_mle import Analysis
    from workers.settings import Settings


def recogniser(settings: "Settings") -> Recogniser | None:
    """Return the recogniser of `settings.recogniser`; None for `none`. Raises `BadSettings`."""
    if settings.recogniser == "none":
        return None
    if settings.recogniser == "rasid":
        return load_recogniser("rasid")
    from workers.entities.camel_bert import CamelBertRecogniser
    from workers.entities.camel_data import CamelDataMissing

    try:
        return CamelBertRecogniser.load(settings.camel_data)
    except (CamelDataMissing, ImportError) as error:
        raise BadSettings(f"RASID_RECOGNISER=camel-bert: {error}") from None


def lemmatiser(settings: "Settings") -> "Callable[[str], tuple[Analysis, ...]] | None":
    """Return the look-up of analyses of `settings.morphology`; None for `none`. Raises `BadSettings`."""
    if settings.morphology == "none":
        return None
    from workers.entities.camel_data import CamelDataMissing
    from workers.entities.camel_mle import CamelMorphology
    from workers.events.lexicon import load_lexicon
    from workers.events.vocabulary import Vocabulary

    names = frozenset(Vocabulary(load_lexicon()).names)
    try:
        return CamelMorphology.load(settings.camel_data, lemmas=names).analyses
    except (CamelDataMissing, ImportError) as error:
        raise BadSettings(f"RASID_MORPHOLOGY=camel-mle: {error}") from None
