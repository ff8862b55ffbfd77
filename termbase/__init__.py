"""Terminology and translation memory for Russian, English and Korean.

    import termbase
    base = termbase.load()
    base.lookup("стахановцев")

`load` and `Termbase` are imported when they are first used, so that a command-line look-up loads the standard
library only.
"""

TYPE_CHECKING = False  # typing would take a tenth of a look-up's time; checkers know the name
if TYPE_CHECKING:
    from termbase.api import Termbase, load

__all__ = ["Termbase", "load"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from termbase import api  # noqa: PLC0415  (see above)

        return getattr(api, name)
    raise AttributeError(f"module 'termbase' has no attribute {name!r}")
