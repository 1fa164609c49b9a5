"""The resolvers: one file each, listed here and nowhere else."""

from srccheck.resolvers.crossref import Crossref
from srccheck.resolvers.doi_org import DoiOrg
from srccheck.resolvers.resolver import Resolver

RESOLVERS: tuple[type[Resolver], ...] = (DoiOrg, Crossref)
"""Every resolver, in the order in which they are asked."""

__all__ = ["RESOLVERS", "Resolver"]
