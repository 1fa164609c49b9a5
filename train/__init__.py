"""Makes the model of :mod:`srccheck.labelling`; not a part of the package."""
