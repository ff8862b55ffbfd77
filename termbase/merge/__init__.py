"""Concepts of another file into a base: which belong to which, what they add, what contradicts, how it is written."""
