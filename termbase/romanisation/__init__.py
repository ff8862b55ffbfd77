"""Romanised Russian in the texts of other languages: where it stands, how it is spelt, and what is wrong with it."""
