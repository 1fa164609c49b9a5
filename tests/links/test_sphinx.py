"""Links in the documents of Sphinx: to documents, labels and files of a project."""

from __future__ import annotations

import subprocess

import pytest

from srccheck.links.extract import extract
from srccheck.links.filters import Filters
from srccheck.links.local import LocalFiles
from srccheck.links.options import LinkOptions
from srccheck.readers import read_path

CONF = "project = 'x'\nextensions = ['sphinx.ext.todo', 'sphinx.ext.autosectionlabel']\n"
FILES = {
    "docs/conf.py": CONF,
    "docs/index.rst": "Start\n=====\n",
    "docs/guide/intro.rst": ".. _my-label:\n\nFirst steps\n===========\n\n_`inline place`\n",
    "docs/guide/v1.x.rst": "Version\n=======\n",
    "docs/guide/part.txt": ".. _of a part:\n\nPart\n----\n",
    "docs/guide/plan.txt": ".. figure:: pic.png\n   :name: fig-plan\n",
    "docs/guide/notes.md": "(in-myst)=\n# Notes\n",
    "docs/guide/map.svg": "",
    "code/run.py": "",
}
FOUND = {
    ":doc:`intro`": "docs/guide/intro",
    ":doc:`intro.rst`": "docs/guide/intro.rst",
    ":doc:`The start <../index>`": "docs/index",
    ":doc:`/index`": "docs/index",
    ":std:doc:`/guide/intro`": "docs/guide/intro",
    ":doc:`v1.x`": "docs/guide/v1.x",
    ":doc:`notes`": "docs/guide/notes",
    ":doc:`plan`": "docs/guide/plan.txt",
    ".. toctree::\n   :maxdepth: 2\n\n   intro\n": "docs/guide/intro",
    ".. toctree::\n\n   The start </index>\n": "docs/index",
    ".. include:: part.txt": "docs/guide/part.txt",
    ".. include:: /guide/part.txt\n   :start-line: 2": "docs/guide/part.txt",
    ".. literalinclude:: ../../code/run.py\n   :lines: 1": "code/run.py",
    ".. figure:: map.*": "docs/guide/map.svg",
    ".. image:: /guide/map.svg": "docs/guide/map.svg",
    ":download:`the map </guide/map.svg>`": "docs/guide/map.svg",
    ":ref:`my-label`": "docs/guide/intro.rst#my-label",
    ":ref:`many\nwords <My-Label>`": "docs/guide/intro.rst#my-label",
    ":ref:`x <inline place>`": "docs/guide/intro.rst#inline place",
    ":numref:`fig-plan`": "docs/guide/plan.txt#fig-plan",
    ":std:ref:`of a  part`": "docs/guide/part.txt#of a part",
    ":ref:`in-myst`": "docs/guide/notes.md#in-myst",
    ":ref:`First steps`": "docs/guide/intro.rst",
    ":ref:`guide/intro:First steps`": "docs/guide/intro.rst",
    ".. _own:\n\n:ref:`x <own>`": "docs/guide/page.rst#own",
}
MISSING = {
    ":doc:`intrro`": ("docs/guide/intrro", "missing-file"),
    ":doc:`index`": ("docs/guide/index", "missing-file"),
    ":doc:`/intro`": ("docs/intro", "missing-file"),
    ".. toctree::\n   :glob:\n\n   in*\n   intrro\n": ("docs/guide/intrro", "missing-file"),
    ".. include:: prt.txt": ("docs/guide/prt.txt", "missing-file"),
    ".. literalinclude:: /run.py": ("docs/run.py", "missing-file"),
    ".. image:: mpa.*": ("docs/guide/mpa.*", "missing-file"),
    ":download:`x </map.svg>`": ("docs/map.svg", "missing-file"),
    ":ref:`my-lable`": ("docs/guide/page.rst#my-lable", "missing-anchor"),
}
NOT_TOLD = (
    ":doc:`python:library/os`",
    ":external+python:doc:`library/os`",
    ":doc:`!intrro`",
    ":ref:`genindex` :ref:`search`",
    ":any:`intrro` :py:func:`intrro`",
    "``:doc:`intrro` ``",
    ".. toctree::\n   :glob:\n\n   old/*\n   self\n   genindex\n",
    ".. include:: <isonum.txt>",
    ".. include:: {{ part }}",
    ":doc:`made/by-git`",
    ".. comment :doc:`intrro`",
)


@pytest.fixture
def checked(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    subprocess.run(["git", "init", "-q"], check=True)  # noqa: S607
    (tmp_path / ".gitignore").write_text("made/\n")
    for name, text in FILES.items():
        path = tmp_path / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def check(source, conf=CONF, name="docs/guide/page.rst"):
        """What the links of a document lead to, each with the rule that it breaks."""
        (tmp_path / "docs/conf.py").write_text(conf)
        (tmp_path / name).write_text(f"{source}\n")
        document, options = read_path(name), LinkOptions()
        files = LocalFiles(read_path, options)
        links = extract(document, (), options, Filters(options))
        return {str(one.target): files.check(one.target).rule for one in links if not one.skipped}

    return check


@pytest.mark.parametrize("markup", FOUND)
def test_what_is_there(checked, markup):
    assert checked(markup) == {FOUND[markup]: ""}


@pytest.mark.parametrize("markup", MISSING)
def test_what_is_missing(checked, markup):
    target, rule = MISSING[markup]
    assert checked(markup) == {target: rule}


@pytest.mark.parametrize("markup", NOT_TOLD)
def test_what_cannot_be_told_or_is_no_link(checked, markup):
    assert checked(markup) == {}


BOTH = ":doc:`intrro` :ref:`my-lable`"
CONFS = [
    ("project = 'x'", {"docs/guide/intrro", "docs/guide/page.rst#my-lable"}),
    ("extensions = ['sphinx.ext.intersphinx']", {"docs/guide/intrro"}),  # labels of others
    ("extensions = ['sphinx.ext.autosummary']", set()),  # makes documents
    ("extensions = ['ours']", set()),
    ("extensions = ['sphinx.ext.todo'] + more()", set()),
    ("project = 'x'\ndef setup(app):\n    app.connect('builder-inited', run)", set()),
    ("project = 'x'\nthis is no Python", set()),
    ("SECRET_KEY = 'of another program'", set()),
]


@pytest.mark.parametrize(("conf", "expected"), CONFS)
def test_what_extensions_make_is_not_missed(checked, conf, expected):
    assert set(checked(BOTH, conf)) == expected


def test_what_is_taken_in_leads_from_where_it_is_taken_in(checked):
    assert checked(":doc:`guide/intro`", name="docs/guide/part.txt") == {}
    including = ".. include:: ../shared.rst"
    assert checked(including, name="docs/guide/other.rst") == {"docs/shared.rst": "missing-file"}
    assert checked(":doc:`intro`", name="docs/shared.rst") == {}
    draft = ".. include:: draft.rst"
    assert checked(draft, name="changes.rst") == {"draft.rst": "missing-file"}
    including = ".. include:: ../../changes.rst"
    assert checked(including, name="docs/guide/other.rst") == {"changes.rst": ""}
    assert checked(draft, name="changes.rst") == {}


def test_where_links_stand(tmp_path):
    path = tmp_path / "a.rst"
    path.write_text(
        "A\n=\n\n.. toctree::\n   :maxdepth: 1\n\n   Two <two>\n\nSee :ref:`x <y z>`.\n"
    )
    document = read_path(str(path))
    assert [
        (link.target, link.text, document.position(link.span.start)) for link in document.links
    ] == [("two", "two", (7, 9)), ("ref:y z", "x", (9, 5))]
