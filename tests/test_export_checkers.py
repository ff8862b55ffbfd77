"""Hunspell accepts every form of every term; the rules of LanguageTool, Vale and prh replace what is deprecated."""

import os
import re
import shutil
import subprocess
from collections import defaultdict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from lxml import etree

from termbase.files import BUNDLED, InputError
from termbase.formats.holds import losses
from termbase.formats.hunspell import write_hunspell
from termbase.formats.order import Order
from termbase.formats.replacements import HOLDS, UNRULY, Replacement, replacements, shortest
from termbase.formats.style_rules import write_languagetool, write_prh, write_vale
from termbase.index.written import WrittenForms
from termbase.model import ALLOWED_STATUSES, Base, Concept, Term, Vocabulary
from termbase.parse import load_base
from tests.judged import prh

LANGUAGES = ("en", "ru", "ko")
# What YAML and regular expressions have their own way with.
MARKS = [
    "no",
    "a: b",
    "# c",
    "x (y) [z] \\d+ *",
    "“q” 'r' \"s\"",
    "two  words",
    "l\u2028m",
    "- n",
    "1.5",
    "&o",
    "%p",
    "/q/",
    "e-f",
]


def base_of(*terms: Term) -> Base:
    concepts = tuple(
        Concept(f"c{number}", "approved", (), {}, (Term(term.lang, f"good {number}"), term))
        for number, term in enumerate(terms)
    )
    return Base("base", concepts, {}, Vocabulary({}, {}, {}), {})


@pytest.fixture(scope="module")
def order() -> Order:
    return Order(load_base(BUNDLED), forms=WrittenForms(BUNDLED))


@pytest.fixture(scope="module")
def wrong(order: Order) -> dict[str, list[Replacement]]:
    return dict(replacements(order))


def test_every_deprecated_term_has_its_replacement(order: Order, wrong: dict[str, list[Replacement]]) -> None:
    allowed, avoided = set(), {}
    for concept in order.base.concepts:
        for term in concept.terms:
            key = (term.lang, term.text.casefold())
            if term.status in ALLOWED_STATUSES:
                allowed.add(key)
            else:
                preferred = concept.preferred(term.lang)
                avoided[key] = term.use or (preferred.text if preferred else "")
    found = {(lang, one.term.text.casefold()): one.instead for lang, those in wrong.items() for one in those}
    assert found == {key: instead for key, instead in avoided.items() if key not in allowed and instead}
    assert len(found) > 20


# --- Hunspell ---


def spelt_wrong(folder: Path, lang: str, words: list[str]) -> set[str]:
    program = shutil.which("hunspell")
    if program is None:
        pytest.fail("hunspell is missing: install the Debian package hunspell")
    command = [program, "-d", str(folder / f"termbase-{lang}"), "-i", "UTF-8", "-l"]
    text = "".join(f"{word}\n" for word in words)
    environment = {**os.environ, "LC_ALL": "C.UTF-8"}
    run = subprocess.run(command, input=text, capture_output=True, encoding="utf-8", check=True, env=environment)
    assert run.stderr == ""
    return set(run.stdout.splitlines())


def test_hunspell_accepts_every_form(order: Order, tmp_path: Path) -> None:
    write_hunspell(order, tmp_path)
    for lang in (*LANGUAGES, "ko-KP"):
        forms = [
            form
            for concept in order.base.concepts
            for term in concept.in_language(lang)
            if concept.status != "retired" and term.status in ALLOWED_STATUSES
            for form in (term.text, *order.forms.inflected(concept, term))
        ]
        assert len(forms) > 50
        assert spelt_wrong(tmp_path, lang, forms) == set()


def test_hunspell_refuses_what_is_deprecated_and_what_it_does_not_know(order: Order, tmp_path: Path) -> None:
    write_hunspell(order, tmp_path)
    assert spelt_wrong(tmp_path, "en", ["Stakhanovite", "Stakhanovist", "Stakhanovistx"]) == {
        "Stakhanovist",
        "Stakhanovistx",
    }
    assert spelt_wrong(tmp_path, "ru", ["стахановцами", "стахановцамы"]) == {"стахановцамы"}
    assert spelt_wrong(tmp_path, "ko", ["유훈을", "유훈를", "유훈", "유훈으로", "유훈로"]) == {"유훈를", "유훈로"}


# --- LanguageTool, Vale, prh: all that is written, and only that ---


def test_languagetool_has_a_rule_for_each(order: Order, wrong: dict[str, list[Replacement]], tmp_path: Path) -> None:
    paths = write_languagetool(order, tmp_path)
    assert {path.name for path in paths} == {f"grammar-{lang}.xml" for lang in wrong}
    for lang, those in wrong.items():
        root = etree.parse(tmp_path / f"grammar-{lang}.xml").getroot()
        assert (root.tag, root.get("lang")) == ("rules", lang)
        rules = list(root.iter("rule"))
        assert len({rule.get("id") for rule in rules}) == len(rules) == len(those)
        for rule, one in zip(rules, those, strict=True):
            *longer, pattern, message, example = [child.tag for child in rule]
            assert (set(longer) <= {"antipattern"}, pattern, message, example) == (
                True,
                "pattern",
                "message",
                "example",
            )
            texts = [" ".join(token.text for token in it) for it in rule.iter("antipattern")]
            assert set(texts) == {" ".join(re.findall(r"\w+|[^\w\s]", text)) for text in shortest(one.inside)}
            assert rule.findtext("message/suggestion") == one.instead
            assert rule.find("example").get("correction") == one.instead
            assert "".join(rule.find("example").itertext()) == one.term.text
            positions = [list(place.iter("token")) for place in rule.find("pattern")]
            for form in one.forms:
                words = re.findall(r"\w+|[^\w\s]", form)
                if len(words) == len(positions):
                    for word, tokens in zip(words, positions, strict=True):
                        plain = any(token.text == word for token in tokens)
                        assert plain or any(
                            token.get("regexp") == "yes" and re.fullmatch(token.text, word) for token in tokens
                        )
            assert all(
                any(token.get("inflected") == "yes" for token in tokens)
                for tokens in positions
                if tokens[0].text.isalpha()
            )


def test_vale_swaps_every_form(order: Order, wrong: dict[str, list[Replacement]], tmp_path: Path) -> None:
    write_vale(order, tmp_path)
    longer = 0
    for lang, those in wrong.items():
        style = yaml.safe_load((tmp_path / "Termbase" / f"{lang}.yml").read_text("utf-8"))
        assert (style["extends"], style["level"], style["ignorecase"]) == ("substitution", "warning", True)
        assert style["message"].count("%s") == 2
        assert style.get("nonword", False) == lang.startswith("ko")
        for one in those:
            keys = [key for key, instead in style["swap"].items() if instead == one.instead]
            whole = re.compile("(?i)" + "|".join(keys if lang == "ko" else (rf"\b(?:{key})\b" for key in keys)))
            for form in one.forms:
                found = whole.match(form)
                assert found
                assert form[found.end() :] in ("", "'", "’", "'s", "’s")
            good = [text for text in one.inside if not any(text in other.forms for other in those)]
            assert not any(whole.search(text) for text in good)
            longer += len(good)
    assert longer


@pytest.fixture(scope="module")
def allowed(order: Order) -> dict[str, set[str]]:
    """All that may be written, by language."""
    found: dict[str, set[str]] = defaultdict(set)
    for concept in order.base.concepts:
        for term in concept.terms:
            if concept.status != "retired" and term.status in ALLOWED_STATUSES:
                found[term.lang] |= {term.text, *order.forms.inflected(concept, term)}
    return found


def test_prh_replaces_every_form_and_nothing_else(
    order: Order, wrong: dict[str, list[Replacement]], allowed: dict[str, set[str]], tmp_path: Path
) -> None:
    write_prh(order, tmp_path)
    for lang, those in wrong.items():
        bad = [(form, one.instead) for one in those for form in one.forms]
        # At the beginning of a sentence, and with something that can be written on to it.
        bad += [(form[0].upper() + form[1:], instead) for form, instead in bad]
        more = {"en": "-like", "ru": "-то", "ko": "에서는"}[lang]
        good = sorted(allowed[lang])
        found = iter(prh(tmp_path / f"prh-{lang}.yml", [f"a {form}{more}." for form, _ in bad] + good))
        for form, instead in bad:
            replaced = next(found)
            assert re.fullmatch(rf"a {re.escape(instead)}(['’]s?)?{more}\.", replaced), (form, replaced)
        assert list(found) == good
        assert len(good) > 5_000


def test_marks_of_yaml_and_of_expressions_are_texts(tmp_path: Path) -> None:
    order = Order(base_of(*(Term("en", text, "deprecated", reason=text) for text in MARKS)))
    write_vale(order, tmp_path)
    write_prh(order, tmp_path)
    swap = yaml.safe_load((tmp_path / "Termbase" / "en.yml").read_text("utf-8"))["swap"]
    assert list(swap.values()) == [f"good {number}" for number in range(len(MARKS))]
    for pattern, text in zip(swap, MARKS, strict=True):
        assert re.fullmatch(pattern, text)
    assert prh(tmp_path / "prh-en.yml", MARKS) == [f"good {number}" for number in range(len(MARKS))]
    beside = [f"{text}x" for text in MARKS if text[-1].isalnum()]
    assert prh(tmp_path / "prh-en.yml", beside) == beside


def test_what_may_be_used_elsewhere_is_left_alone() -> None:
    base = base_of(Term("en", "Bad", "deprecated"), Term("en", "bad", "admitted"), Term("en", "worse", "superseded"))
    ((lang, found),) = replacements(Order(base))
    assert (lang, [one.term.text for one in found]) == ("en", ["worse"])


def test_terms_without_a_rule_are_counted() -> None:
    concepts = (
        Concept("x", "approved", (), {}, (Term("en", "bad", "deprecated"), Term("ru", "плохо", "superseded"))),
        Concept("y", "approved", (), {}, (Term("en", "NASA"), Term("en", "nasa", "deprecated"))),
        Concept("z", "approved", (), {}, (Term("en", "good"), Term("en", "evil", "deprecated"))),
    )
    order = Order(replace(base_of(), concepts=concepts))
    assert [(lang, [one.term.text for one in found]) for lang, found in replacements(order)] == [("en", ["evil"])]
    left = losses(order, HOLDS).lost
    assert {name: left[name] for name in UNRULY} == {UNRULY[0]: 2, UNRULY[1]: 1}


@pytest.mark.parametrize("write", [write_languagetool, write_vale, write_prh])
def test_nothing_to_replace_is_said(write: Callable[[Order, Path], object], tmp_path: Path) -> None:
    base = base_of(Term("en", "bad", "deprecated"))
    lone = Concept("x", "approved", (), {}, (Term("en", "bad", "deprecated"),))
    with pytest.raises(InputError, match="has no term that another one is to be used for"):
        write(Order(Base("base", (lone,), {}, base.vocabulary, {})), tmp_path)
    assert list(tmp_path.rglob("*.*")) == []
