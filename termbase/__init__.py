"""Terminology and translation memory for Russian, English and Korean."""
