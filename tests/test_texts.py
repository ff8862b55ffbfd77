"""The five texts that the base was built from, where they lie beside the repository."""

import re
from pathlib import Path

import pytest

from termbase.api import load
from termbase.files import BUNDLED
from termbase.formats import read
from termbase.parse import load_base

SOURCES = ["000", "001", "002", "003", "004"]


def text(shared: Path, source: str) -> Path:
    (path,) = (shared / "texts").glob(f"{source}-*.txt")
    return path


def stands(spelling: str, line: str) -> bool:
    """Whether a spelling stands in a line as a word of its own."""
    words = r"\s+".join(re.escape(word) for word in spelling.split())
    return re.search(rf"(?<![^\W_]){words}(?![^\W_])", line) is not None


@pytest.mark.parametrize("source", SOURCES)
def test_every_attestation_holds(source: str, shared: Path) -> None:
    lines = text(shared, source).read_text("utf-8").split("\n")
    wrong = [
        (concept.id, attestation.spelling, number)
        for concept in load_base(BUNDLED).concepts
        for attestation in concept.attestations
        if attestation.source == source
        for number in attestation.lines
        # A phrase may run on into the next line.
        if not stands(attestation.spelling, "\n".join(lines[number - 1 : number + 2]))
    ]
    assert wrong == []


@pytest.mark.parametrize("source", SOURCES)
def test_what_is_reported_is_attested_as_a_fault(source: str, shared: Path) -> None:
    path = text(shared, source)
    base = load_base(BUNDLED)
    attested = {
        (concept.id, attestation.spelling.lower(), line)
        for concept in base.concepts
        for attestation in concept.attestations
        if attestation.source == source
        for line in attestation.lines
    }
    found = [finding for finding in load().check(read(path).units) if finding.code == "TB501"]
    unattested = [
        (finding.concept, finding.text, finding.start.line)
        for finding in found
        if (finding.concept, finding.text.lower(), finding.start.line) not in attested
    ]
    assert unattested == []


@pytest.mark.parametrize("source", SOURCES)
def test_every_attested_fault_is_reported(source: str, shared: Path) -> None:
    """Alone, or with the longer faulty phrase that it stands in: a title with the misspelt word."""
    findings = load().check(read(text(shared, source)).units)
    reported = {(finding.concept, " ".join(finding.text.split()).lower()) for finding in findings}
    missed = []
    for concept in load_base(BUNDLED).concepts:
        faults = {spelling.text for spelling in concept.spellings if spelling.status == "deprecated"}
        for attestation in concept.attestations:
            if attestation.source != source or attestation.spelling not in faults:
                continue
            fault = attestation.spelling.lower()
            if (concept.id, fault) not in reported and not any(
                fault != phrase and stands(fault, phrase) for _, phrase in reported
            ):
                missed.append((concept.id, attestation.spelling))
    assert missed == []
