"""Answers an editor: files opened and changed, faults published, fixes offered."""

from __future__ import annotations

import asyncio
import dataclasses
from collections.abc import Callable
from pathlib import Path

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path

from srccheck import readers
from srccheck.config import Settings, load
from srccheck.errors import SrccheckError
from srccheck.lsp.open_file import FIX_ALL, LANGUAGES, NAME, OpenFile, examine
from srccheck.messages import LANGUAGES as SPOKEN
from srccheck.messages import spoken, wanted_language
from srccheck.rules import NAMED

PAUSE = 0.3
"""Seconds without a keystroke after which a file is looked at again."""


class Server(LanguageServer):
    """A language server, and what it knows of the files that are open.

    Args:
        version: of the program, told to the editor.
        look_up: look sources up whenever a file is opened or saved; else no connection is opened.
        settings: what to use instead of the configuration nearest to a file.
    """

    def __init__(
        self, version: str, *, look_up: bool = False, settings: Settings | None = None
    ) -> None:
        super().__init__(NAME, version)
        self.files: dict[str, OpenFile] = {}
        self.speech = wanted_language()
        self._look_up, self._given = look_up, settings
        self._waiting: dict[str, asyncio.Task[None]] = {}

    def soon(self, uri: str, pause: float, *, online: bool = False) -> None:
        """Look at a file once nothing more has come for a while; what waits for it is off."""
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        self._waiting[uri] = asyncio.ensure_future(self._look(uri, pause, online))

    def forget(self, uri: str) -> None:
        """A file was closed."""
        if waiting := self._waiting.pop(uri, None):
            waiting.cancel()
        self.files.pop(uri, None)
        self._publish(uri, None, [])

    async def _look(self, uri: str, pause: float, online: bool) -> None:
        await asyncio.sleep(pause)
        document = self.workspace.get_text_document(uri)
        path = to_fs_path(uri) or document.filename or uri
        if not _is_read(path, document.language_id or ""):
            return
        look = _looking(self, uri, path, online=online and self._look_up)
        try:
            file = await asyncio.get_running_loop().run_in_executor(None, look)
        except SrccheckError as error:
            message = types.LogMessageParams(types.MessageType.Warning, f"{path}: {error}")
            self.window_log_message(message)
            return
        if self.workspace.get_text_document(uri).version == file.version:
            self.files[uri] = file
            self._publish(uri, file.version, file.diagnostics())

    def settings(self, path: str) -> Settings:
        """How a file is looked at."""
        folder = Path(path).absolute().parent
        return self._given or load(folder, NAMED)

    def _publish(self, uri: str, version: int | None, found: list[types.Diagnostic]) -> None:
        self.text_document_publish_diagnostics(
            types.PublishDiagnosticsParams(uri=uri, version=version, diagnostics=found)
        )


def _looking(server: Server, uri: str, path: str, *, online: bool) -> Callable[[], OpenFile]:
    """What looks at a file as it is now, in a thread of its own."""
    document = server.workspace.get_text_document(uri)
    text, version, language = document.source, document.version, document.language_id or ""
    encoding = server.workspace.position_encoding or types.PositionEncodingKind.Utf16

    def look() -> OpenFile:
        settings = server.settings(path)
        if not online:
            settings = dataclasses.replace(settings, offline=True)
        return examine(
            uri,
            path,
            text,
            settings,
            version=version,
            language=language,
            speech=server.speech,
            encoding=encoding,
        )

    return look


def _is_read(path: str, language: str) -> bool:
    """Whether a file is one of those in which there can be notes."""
    suffix = Path(path).suffix.lower()
    return suffix in readers.suffixes() if suffix else language in LANGUAGES


def server(
    version: str, *, look_up: bool = False, settings: Settings | None = None
) -> LanguageServer:
    """A language server; ``start_io`` has it answer on standard input and output.

    Args:
        version: of the program, told to the editor.
        look_up: look sources up whenever a file is opened or saved.
        settings: what to use instead of the configuration nearest to a file.

    >>> server("1.0").version
    '1.0'
    """
    made = Server(version, look_up=look_up, settings=settings)

    @made.feature(types.INITIALIZE)
    async def initialize(here: Server, given: types.InitializeParams) -> None:
        if given.locale:
            here.speech = spoken(given.locale) or SPOKEN[0]

    @made.feature(types.TEXT_DOCUMENT_DID_OPEN)
    async def did_open(here: Server, given: types.DidOpenTextDocumentParams) -> None:
        here.soon(given.text_document.uri, 0, online=True)

    @made.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    async def did_change(here: Server, given: types.DidChangeTextDocumentParams) -> None:
        here.soon(given.text_document.uri, PAUSE)

    @made.feature(types.TEXT_DOCUMENT_DID_SAVE)
    async def did_save(here: Server, given: types.DidSaveTextDocumentParams) -> None:
        here.soon(given.text_document.uri, 0, online=True)

    @made.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    async def did_close(here: Server, given: types.DidCloseTextDocumentParams) -> None:
        here.forget(given.text_document.uri)

    @made.feature(
        types.TEXT_DOCUMENT_CODE_ACTION,
        types.CodeActionOptions(code_action_kinds=[types.CodeActionKind.QuickFix, FIX_ALL]),
    )
    async def code_action(
        here: Server, given: types.CodeActionParams
    ) -> list[types.CodeAction] | None:
        file = _current(here, given.text_document.uri)
        return file.actions(given.range, given.context.only) if file else None

    @made.feature(types.TEXT_DOCUMENT_HOVER)
    async def hover(here: Server, given: types.HoverParams) -> types.Hover | None:
        file = _current(here, given.text_document.uri)
        return file.hover(given.position) if file else None

    return made


def _current(here: Server, uri: str) -> OpenFile | None:
    """What is known of a file as it is now; places in an older state would be wrong."""
    file = here.files.get(uri)
    if file and here.workspace.get_text_document(uri).version == file.version:
        return file
    return None
