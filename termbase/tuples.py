"""`typing.NamedTuple` without typing, which with `re` takes a third of a look-up's time. Standard library only.

Use it so that type checkers see the one they know::

    TYPE_CHECKING = False
    if TYPE_CHECKING:
        from typing import NamedTuple
    else:
        from termbase.tuples import NamedTuple
"""

from __future__ import annotations

from collections import namedtuple


class _Meta(type):
    def __new__(cls, name: str, bases: tuple[type, ...], namespace: dict[str, object]) -> type:
        if not bases:
            return super().__new__(cls, name, bases, namespace)
        fields = list(namespace.pop("__annotations__", ()))  # type: ignore[call-overload]
        defaults = [namespace.pop(field) for field in fields if field in namespace]
        made = namedtuple(name, fields, defaults=defaults, module=namespace["__module__"])  # type: ignore[misc, arg-type]  # noqa: PYI024
        for key, value in namespace.items():
            if key not in ("__qualname__", "__module__"):
                setattr(made, key, value)
        return made


class NamedTuple(metaclass=_Meta):
    """Base of a class whose annotations are the fields of a tuple; defaults stand last."""
