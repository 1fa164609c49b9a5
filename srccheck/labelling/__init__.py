"""References in any style into labelled stretches, by a conditional random field.

:mod:`~srccheck.labelling.tokens` cuts a reference into words, :mod:`~srccheck.labelling.features`
says what is seen of each, and :mod:`~srccheck.labelling.labeller` asks the model which field each
belongs to. The model is in ``data/`` with a card that says what it was trained on and how well it
does; ``train/`` in the repository makes it.

Sources: J. Lafferty, A. McCallum, F. Pereira, "Conditional Random Fields", ICML 2001; F. Peng,
A. McCallum, "Information extraction from research papers using conditional random fields",
Information Processing & Management 42 (2006), for their use on references.
"""

from srccheck.labelling.labeller import Stretch, label

__all__ = ["Stretch", "label"]
