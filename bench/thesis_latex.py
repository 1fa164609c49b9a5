"""The thesis as LaTeX, one file, as people type it: ``--`` for a dash, ``'`` for an apostrophe."""

from __future__ import annotations

from bench.thesis_content import AUTHOR, TITLE, Thesis

HEAD = r"""\documentclass[12pt]{report}
\usepackage[utf8]{inputenc}
\usepackage[T1]{fontenc}
\usepackage{url}
\title{%s}
\author{%s}
\counterwithout{footnote}{chapter}
\begin{document}
\maketitle
"""
SIGNS = str.maketrans({"&": r"\&", "%": r"\%", "#": r"\#", "$": r"\$", "–": "--", "’": "'"})


def latex(thesis: Thesis) -> str:
    """The source of the document."""
    lines = [HEAD % (TITLE, AUTHOR)]
    for title, paragraphs in thesis.chapters:
        lines.append(f"\\chapter{{{title}}}\n")
        lines += [_paragraph(text, thesis.notes) for text in paragraphs]
    lines.append("\\chapter*{Bibliography}\n")
    lines += [f"\\noindent {_text(text)}\n" for text in thesis.bibliography]
    lines.append("\\end{document}\n")
    return "\n".join(lines)


def _paragraph(text: str, notes: list[str]) -> str:
    parts = text.split("^")
    return "".join(
        f"\\footnote{{{_text(notes[int(part) - 1])}}}" if index % 2 else _text(part)
        for index, part in enumerate(parts)
    ) + "\n"  # fmt: skip


def _text(text: str) -> str:
    """Text with italics and addresses as commands, and signs escaped."""
    shown = []
    for index, part in enumerate(text.split("_")):
        escaped = part.translate(SIGNS)
        shown.append(f"\\emph{{{escaped}}}" if index % 2 else escaped)
    before, address, after = "".join(shown).partition("https://")
    return f"{before}\\url{{{address}{after[:-1]}}}{after[-1:]}" if address else before
