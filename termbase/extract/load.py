"""The search for terms and its data, as a base has them."""

from __future__ import annotations

import os
from pathlib import Path

from termbase.extract.collect import Extractor
from termbase.extract.english import English
from termbase.extract.known import Known
from termbase.extract.korean import Korean
from termbase.extract.readings import Romanised
from termbase.extract.russian import Russian
from termbase.files import InputError
from termbase.forms.korean import Particles
from termbase.identify import load_homographs, load_identifier
from termbase.index.cache import open_index
from termbase.index.location import part
from termbase.parse import read_toml


def load_extractor(root: str | os.PathLike[str]) -> Extractor:
    """The search for terms with the data of a base.

    Raises:
        InputError, ShapeError: the base, or the data of a language, cannot be read.
    """
    languages = Path(part(root, "languages"))
    names = ("en", "en-parts", "en-words", "ko", "extract")
    data = {name: read_toml(languages / f"{name}.toml") for name in names}
    index = open_index(root)
    try:
        own = data["extract"]
        english = English(data["en"], data["en-parts"], data["en-words"], own["en"])
        romanised = Romanised(load_identifier(root), load_homographs(root) | english.words(), english.stop)
        return Extractor(
            english, Russian(own["ru"]), Korean(Particles(data["ko"]), own["ko"]), romanised, Known(index), own
        )
    except KeyError as error:
        raise InputError(languages, f"the data of a language lack {error}") from None
