"""The language server: findings and fixes in an editor, while one writes.

It speaks the Language Server Protocol 3.17
(https://microsoft.github.io/language-server-protocol/specifications/lsp/3.17/specification/).
:mod:`~srccheck.lsp.open_file` is what is known of a file that an editor has open,
:mod:`~srccheck.lsp.server` answers the editor.
"""
