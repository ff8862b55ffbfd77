"""The command line: it alone prints and exits."""
