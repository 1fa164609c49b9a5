"""Asks each question of a run once, however many entries put it."""

from __future__ import annotations

import threading
from collections import OrderedDict
from collections.abc import Mapping
from concurrent.futures import Future

from srccheck.net import Asks, Exchange

REMEMBERED = 500
"""Answers; older ones are forgotten, so that a long run does not fill the memory."""


class Once:
    """A client that gives the same answer to the same question, and asks it once.

    A thread that puts a question which another one is asking waits for that answer.
    """

    def __init__(self, client: Asks, remembered: int = REMEMBERED) -> None:
        self.client = client
        self.remembered = remembered
        self._lock = threading.Lock()
        self._answers: OrderedDict[tuple[object, ...], Future[Exchange]] = OrderedDict()

    def base(self, service: str) -> str:
        """Where a service is to be asked."""
        return self.client.base(service)

    def get(
        self,
        url: str,
        *,
        service: str = "web",
        parameters: Mapping[str, str] | None = None,
        accept: str = "*/*",
    ) -> Exchange:
        """The answer to a question, from the client or from memory."""
        question = (url, tuple(sorted((parameters or {}).items())), accept)
        with self._lock:
            answer = self._answers.get(question)
            if mine := answer is None:
                answer = self._answers[question] = Future()
                if len(self._answers) > self.remembered:
                    self._answers.popitem(last=False)
            else:
                self._answers.move_to_end(question)
        if mine:
            try:
                answer.set_result(
                    self.client.get(url, service=service, parameters=parameters, accept=accept)
                )
            except BaseException as error:
                answer.set_exception(error)
                raise
        return answer.result()
