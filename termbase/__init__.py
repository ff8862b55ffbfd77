"""Terminology and translation memory for Russian, English and Korean.

    import termbase
    base = termbase.load()
    base.lookup("стахановцев")

`load`, `settings` and `Termbase` are imported when they are first used, so that a command-line look-up loads the
standard library only.
"""

TYPE_CHECKING = False  # typing would take a tenth of a look-up's time; checkers know the name
if TYPE_CHECKING:
    from termbase.api import Termbase, load, settings

__all__ = ["Termbase", "load", "settings"]


def __getattr__(name: str) -> object:
    if name in __all__:
        from termbase import api  # noqa: PLC0415  (see above)

        return getattr(api, name)
    raise AttributeError(f"module 'termbase' has no attribute {name!r}")
