"""Imports a file of notes into a new collection with Anki's own library, twice, as its window does without a change.

Arguments: a new folder and the file. Prints JSON: how many notes each import added, changed and left, and the notes of the
collection afterwards: guid, note type, fields by name, tags.
"""

import json
import sys
from pathlib import Path

from anki.collection import Collection, ImportCsvRequest


def main(folder: str, file: str) -> None:
    """Import the file and read the collection."""
    collection = Collection(str(Path(folder, "collection.anki2")))
    counts = []
    for _ in range(2):
        metadata = collection.get_csv_metadata(path=file, delimiter=None)
        log = collection.import_csv(ImportCsvRequest(path=file, metadata=metadata)).log
        same = (log.duplicate, log.first_field_match, log.conflicting, log.empty_first_field, log.missing_notetype)
        counts.append([len(log.new), len(log.updated), *map(len, same)])
    notes = [collection.get_note(number) for number in collection.find_notes("")]
    read = [[note.guid, (note.note_type() or {})["name"], dict(note.items()), note.tags] for note in notes]
    sys.stdout.write(json.dumps({"counts": counts, "notes": read, "cards": collection.card_count()}))
    collection.close()


if __name__ == "__main__":
    main(*sys.argv[1:])
