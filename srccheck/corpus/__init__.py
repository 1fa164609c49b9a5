"""Corpora: very many documents, their references looked up once for all of them.

A corpus is cut into parts of some documents each, and goes through three steps, of which each is
a function that reads files and writes files (:mod:`~srccheck.corpus.steps`)::

    extract  part  → the questions that its sources put, by shard of the questions
    look up  shard → what was found of each of its questions, by part that put them
    judge    part  → rows on its documents, references and findings, as Parquet

:mod:`~srccheck.corpus.run` has them done in processes of this machine or by Dask
(https://distributed.dask.org), and takes up again what was stopped. Needs ``srccheck[corpus]``.
"""
