"""An editor, played by pygls' client, and the server as it is started by one."""

from __future__ import annotations

import asyncio
import json
import os
import subprocess
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import IO

import pytest
from lsprotocol import types
from pygls.lsp.client import LanguageClient

ROOT = Path(__file__).parent.parent.parent
SOURCE = "Prices rose. 𝄞[^1]\n\n[^1]: Ann Example, 𝄞 *Politique Ã©trangÃ©re*, seen in PÃ©kin.\n"
MENDED = "Prices rose. 𝄞[^1]\n\n[^1]: Ann Example, 𝄞 *Politique étrangère*, seen in Pékin.\n"


class Editor:
    """What an editor does, and what it is told."""

    def __init__(self, client: LanguageClient) -> None:
        self.client = client
        self.told: dict[str, types.PublishDiagnosticsParams] = {}
        self.news = asyncio.Event()
        self.log: list[str] = []

        @client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(given: types.PublishDiagnosticsParams) -> None:
            self.told[given.uri] = given
            self.news.set()

        @client.feature(types.WINDOW_LOG_MESSAGE)
        def logged(given: types.LogMessageParams) -> None:
            self.log.append(given.message)
            self.news.set()

    async def start(self, folder: Path, *arguments: str) -> types.InitializeResult:
        await self.client.start_io(sys.executable, "-m", "srccheck", "lsp", *arguments)
        result = await self.client.initialize_async(
            types.InitializeParams(
                capabilities=types.ClientCapabilities(), root_uri=folder.as_uri(), process_id=None
            )
        )
        self.client.initialized(types.InitializedParams())
        return result

    def open(self, path: Path, text: str, language: str = "markdown") -> str:
        item = types.TextDocumentItem(path.as_uri(), language, 1, text)
        self.client.text_document_did_open(types.DidOpenTextDocumentParams(item))
        return item.uri

    def change(self, uri: str, text: str, version: int) -> None:
        self.client.text_document_did_change(
            types.DidChangeTextDocumentParams(
                types.VersionedTextDocumentIdentifier(version, uri),
                [types.TextDocumentContentChangeWholeDocument(text)],
            )
        )

    async def until(self, is_so: Callable[[], bool]) -> None:
        """Wait for what the server tells of its own accord."""
        while not is_so():
            self.news.clear()
            await asyncio.wait_for(self.news.wait(), 60)

    async def diagnostics(self, uri: str, version: int) -> list[types.Diagnostic]:
        await self.until(lambda: uri in self.told and self.told[uri].version == version)
        return list(self.told[uri].diagnostics)

    async def actions(self, uri: str, where: types.Range, *only: str) -> list[types.CodeAction]:
        context = types.CodeActionContext(diagnostics=[], only=list(only) or None)
        document = types.TextDocumentIdentifier(uri)
        found = await self.client.text_document_code_action_async(
            types.CodeActionParams(document, where, context)
        )
        return [one for one in found or () if isinstance(one, types.CodeAction)]


@pytest.fixture(autouse=True)
def _from_here(monkeypatch: pytest.MonkeyPatch) -> None:
    """The server that is started is this checkout's."""
    path = os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))
    monkeypatch.setenv("PYTHONPATH", path)


def play(scene: Callable[[Editor], Awaitable[None]]) -> None:
    """Play a scene, and stop the server however it ends."""

    async def whole() -> None:
        client = LanguageClient("editor", "1")
        try:
            await scene(Editor(client))
        finally:
            await client.shutdown_async(None)
            client.exit(None)
            await client.stop()

    asyncio.run(whole())


def test_it_speaks_the_language_of_the_editor_and_ends_without_a_word(tmp_path: Path) -> None:
    uri = (tmp_path / "a.md").as_uri()
    item = {"uri": uri, "languageId": "markdown", "version": 1, "text": "A.[^1]\n\n[^1]: PÃ©kin.\n"}
    asked = [
        _rpc("initialize", 1, processId=None, rootUri=None, capabilities={}, locale="fr-CH"),
        _rpc("initialized"),
        _rpc("textDocument/didOpen", textDocument=item),
    ]
    server = subprocess.Popen(
        [sys.executable, "-m", "srccheck", "lsp"],
        stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    assert server.stdin
    assert server.stdout
    server.stdin.write(b"".join(asked))
    server.stdin.flush()
    while b"mojibake" not in (told := _answer(server.stdout)):
        assert told
    assert "Le texte a été décodé avec un mauvais codage." in json.dumps(
        json.loads(told), ensure_ascii=False
    )
    _, errors = server.communicate(_rpc("shutdown", 2) + _rpc("exit"), 60)
    assert (server.returncode, errors) == (0, b"")


def _rpc(method: str, number: int | None = None, **params: object) -> bytes:
    said: dict[str, object] = {"jsonrpc": "2.0", "method": method}
    if method not in ("shutdown", "exit"):
        said["params"] = params
    body = json.dumps(said if number is None else {**said, "id": number}).encode()
    return b"Content-Length: %d\r\n\r\n%s" % (len(body), body)


def _answer(stream: IO[bytes]) -> bytes:
    length = 0
    while line := stream.readline().strip():
        name, _, value = line.partition(b":")
        length = int(value) if name.lower() == b"content-length" else length
    return stream.read(length)


def applied(text: str, edit: types.WorkspaceEdit) -> str:
    """A text after an edit, done as an editor does it: last first, in units of UTF-16."""
    (change,) = edit.document_changes or ()
    assert isinstance(change, types.TextDocumentEdit)
    for one in sorted(change.edits, key=lambda one: _key(one.range.start), reverse=True):
        assert isinstance(one, types.TextEdit)
        start, end = (_offset(text, place) for place in (one.range.start, one.range.end))
        text = text[:start] + one.new_text + text[end:]
    return text


def _key(place: types.Position) -> tuple[int, int]:
    return place.line, place.character


def _offset(text: str, place: types.Position) -> int:
    lines = text.splitlines(keepends=True)
    units = lines[place.line].encode("utf-16-le")[: place.character * 2]
    return sum(map(len, lines[: place.line])) + len(units.decode("utf-16-le"))


WHOLE = types.Range(types.Position(0, 0), types.Position(99, 0))


def test_from_opening_a_file_to_an_applied_fix(tmp_path: Path) -> None:
    async def scene(editor: Editor) -> None:
        result = await editor.start(tmp_path)
        assert result.server_info
        assert result.server_info.name == "srccheck"
        uri = editor.open(tmp_path / "a.md", SOURCE)
        found = await editor.diagnostics(uri, 1)
        (fault,) = [one for one in found if one.code == "mojibake"]
        assert fault.severity is types.DiagnosticSeverity.Error
        assert fault.source == "srccheck"
        assert "suggestion: Pékin" in fault.message
        column = len("[^1]: Ann Example, 𝄞 *Politique Ã©trangÃ©re*, seen in ") + 1
        assert fault.range.start == types.Position(2, column), "UTF-16 counts 𝄞 as two"
        (action,) = await editor.actions(uri, fault.range, "quickfix")
        assert action.is_preferred
        assert action.edit
        once = applied(SOURCE, action.edit)
        assert once == SOURCE.replace("PÃ©kin", "Pékin")
        (every,) = await editor.actions(uri, WHOLE, "source.fixAll")
        assert every.edit
        mended = applied(SOURCE, every.edit)
        assert mended == MENDED
        editor.change(uri, mended, 2)
        assert "mojibake" not in [one.code for one in await editor.diagnostics(uri, 2)]
        assert await editor.actions(uri, WHOLE, "source.fixAll") == []
        assert not (tmp_path / "a.md").exists(), "the editor writes, not the server"

    play(scene)


def test_hovering_tells_of_faults_and_sources(tmp_path: Path) -> None:
    async def scene(editor: Editor) -> None:
        await editor.start(tmp_path)
        text = "So.[^1]\n\n[^1]: Ann Example, *An Invented Book*, Oslo, 2019, seen in PÃ©kin.\n"
        uri = editor.open(tmp_path / "a.md", text)
        found = await editor.diagnostics(uri, 1)
        (fault,) = [one for one in found if one.code == "mojibake"]
        document = types.TextDocumentIdentifier(uri)

        async def at(place: types.Position) -> str:
            hover = await editor.client.text_document_hover_async(
                types.HoverParams(document, place)
            )
            return hover.contents.value if hover else ""

        assert "Suggestion: Pékin" in await at(fault.range.start)
        assert "Ann Example" in await at(types.Position(2, 10))
        assert "inconclusive: offline" in await at(types.Position(2, 10))
        assert await at(types.Position(0, 1)) == ""

    play(scene)


def test_what_was_typed_meanwhile_counts(tmp_path: Path) -> None:
    async def scene(editor: Editor) -> None:
        await editor.start(tmp_path)
        uri = editor.open(tmp_path / "a.md", SOURCE)
        for version in range(2, 9):
            editor.change(uri, SOURCE if version < 8 else MENDED, version)
        assert "mojibake" not in [one.code for one in await editor.diagnostics(uri, 8)]

    play(scene)


def test_a_file_that_is_closed_has_no_faults_any_more(tmp_path: Path) -> None:
    async def scene(editor: Editor) -> None:
        await editor.start(tmp_path)
        uri = editor.open(tmp_path / "a.md", SOURCE)
        assert await editor.diagnostics(uri, 1)
        document = types.TextDocumentIdentifier(uri)
        editor.client.text_document_did_close(types.DidCloseTextDocumentParams(document))
        await editor.until(lambda: not editor.told[uri].diagnostics)

    play(scene)


def test_a_file_without_a_suffix_is_what_the_editor_takes_it_for(tmp_path: Path) -> None:
    async def scene(editor: Editor) -> None:
        await editor.start(tmp_path)
        uri = editor.open(tmp_path / "README", SOURCE)
        assert "mojibake" in [one.code for one in await editor.diagnostics(uri, 1)]

    play(scene)


def test_settings_are_those_nearest_to_the_file(tmp_path: Path) -> None:
    (tmp_path / "srccheck.toml").write_text('ignore = ["mojibake"]\n', encoding="utf-8")

    async def scene(editor: Editor) -> None:
        await editor.start(tmp_path)
        uri = editor.open(tmp_path / "a.md", SOURCE)
        codes = [one.code for one in await editor.diagnostics(uri, 1)]
        assert "mojibake" not in codes
        assert "half-mended-mojibake" in codes

    play(scene)


def test_wrong_settings_are_told_and_stop_nothing(tmp_path: Path) -> None:
    (tmp_path / "srccheck.toml").write_text("ignored = 1\n", encoding="utf-8")

    async def scene(editor: Editor) -> None:
        await editor.start(tmp_path)
        uri = editor.open(tmp_path / "a.md", SOURCE)
        await editor.until(lambda: any("ignored" in line for line in editor.log))
        (tmp_path / "srccheck.toml").unlink()
        editor.change(uri, SOURCE, 2)
        assert await editor.diagnostics(uri, 2)

    play(scene)
