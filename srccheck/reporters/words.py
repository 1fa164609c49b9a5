"""The words of the model as readers are told them: verdicts, severities, what a note is.

In data for programs they stay as they are in :mod:`srccheck.model`.
"""

from __future__ import annotations

from srccheck.messages import Message, _

VERDICTS: dict[str, Message] = {
    "verified": _("verified"),
    "contradicted": _("contradicted"),
    "not found": _("not found"),
    "inconclusive": _("inconclusive"),
    "ok": _("ok"),
    "moved": _("moved"),
    "blocked": _("blocked"),
    "dead": _("dead"),
    "soft-dead": _("soft-dead"),
    "drifted": _("drifted"),
    "unknown": _("unknown"),
    "excluded": _("excluded"),
    "unsupported": _("unsupported"),
}
"""On sources and on links, by their values."""
QUESTION_NAMES: dict[str, Message] = {
    "identity": _("identity"),
    "accuracy": _("accuracy"),
    "status": _("status"),
    "reachability": _("reachability"),
}
"""What is asked of a source."""
SEVERITIES: dict[str, Message] = {
    "info": _("info"),
    "warning": _("warning"),
    "error": _("error"),
}
