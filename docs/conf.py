"""The documentation as a site: ``sphinx-build -W -b html docs site``."""

from __future__ import annotations

import re
from importlib.metadata import version as version_of

from sphinx.application import Sphinx

project = "srccheck"
author = "the srccheck authors"
version = release = version_of("srccheck")

extensions = ["myst_parser", "sphinx.ext.autodoc", "sphinx.ext.napoleon"]
source_suffix = {".md": "markdown"}
exclude_patterns = ["_build"]
myst_heading_anchors = 3
html_theme = "furo"
html_title = f"srccheck {release}"
html_show_copyright = False
html_theme_options = {"sidebar_hide_name": False}

autodoc_member_order = "bysource"
autodoc_typehints = "description"
autodoc_typehints_description_target = "documented_params"
autodoc_preserve_defaults = True


LINK = re.compile(r"\[([^\]\[]*)\]\((?![a-z]+:|#)([^)\s]+)\)")


def as_here(link: re.Match[str]) -> str:
    """A link of a page of the root: to a page of the site, or else the path in the repository."""
    text, path = link.groups()
    if path.startswith("docs/"):
        return f"[{text}]({path.removeprefix('docs/')})"
    return text if path in text else f"{text} (`{path}`)"


def adapt(_app: Sphinx, path: object, _parent: str, content: list[str]) -> None:
    """Links of a page of the root that is included lead where they lead from there."""
    if str(path).endswith(".md"):
        content[0] = LINK.sub(as_here, content[0])


def setup(app: Sphinx) -> None:
    """Register what is particular to this site."""
    app.connect("include-read", adapt)
