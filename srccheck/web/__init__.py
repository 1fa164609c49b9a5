"""The local page on which an editor checks a document in a browser.

:mod:`~srccheck.web.job` is the check of one document, with what it tells as it runs;
:mod:`~srccheck.web.app` answers the browser; the page itself is in ``static``.
"""
