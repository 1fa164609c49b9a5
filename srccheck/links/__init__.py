"""Link checking: where the links of documents lead, and what stands there now.

``engine`` takes an iterator of links and gives an iterator of checks; ``checker`` is what happens
to an address in between: ``hosts`` says whose turn it is, ``transport`` makes one request, ``job``
decides what follows from its answer, ``looking`` sees to its body, ``conclude`` comes to the
checks, ``judge`` to the verdict.

**Why a pool of its own.** Answers are parsed by httptools (``reading``); connections (``http``,
``pool``) are an ``asyncio.Protocol``. Measured with ``bench/links.py`` on two cores, Python 3.11,
all on one machine with the server. 2,000 healthy links over 400 hosts at 200 ms, 128 requests at
once; the least possible is 3.2 s:

=============================================  ============  ============
what asks                                      wall          CPU a link
=============================================  ============  ============
aiohttp 3.14, requests alone                   3.5-3.8 s     0.25 ms
threads with requests, requests alone          3.7 s         0.86 ms
httpcore 1.0.9 with h11, requests alone        5.1-7.6 s     1.14-1.42 ms
the same, 1,000 connections in its pool        53 s          18 ms
whole program on aiohttp, from Markdown        4.0-4.3 s     1.00 ms
engine on httptools and ``pool``               3.5-3.6 s     0.65 ms
``srccheck links``                             3.65-3.8 s    0.85 ms
lychee 0.24.2, whole program                   3.3-3.4 s     0.15 ms
=============================================  ============  ============

So ``srccheck links`` takes about 10 % longer than lychee on a machine that does nothing else, and
more on one that does: it needs six times the CPU. What made the difference: aiohttp takes 0.13 s to
load, httptools 0.01 s, and an answer costs it 0.003 ms; httpcore looks through all its connections
for each request. Few requests begin in one turn of the loop, or all of them advance in step and
each waits for all others (``hosts``: 0.2 s). Bodies are looked at when requests are out
(``looking``), and documents are read when there are no answers to be dealt with (``engine``: 0.3
s): each would hold the lock of the interpreter.

2,000 links over 400 hosts, log-normal latency of median 150 ms, one in five faulty in one of 74
ways, everything by default:

=====================================  ========  ======  =======  =====  ==========
what                                   wall      CPU     memory   wrong  cries wolf
=====================================  ========  ======  =======  =====  ==========
srccheck                               17.8 s    2.3 s   70 MB    0      0
lychee 0.24.2                          191.3 s   0.6 s   46 MB    76     109
lychee, no interval between requests   191.2 s   0.9 s   45 MB    76     109
=====================================  ========  ======  =======  =====  ==========

50,000 links at 20 ms take 113 MB; killed half-way and resumed, 134 were asked twice. What is on
file is never asked again (``tests/links/test_killed.py``). Asked and not on file are those without
an answer and those whose answer is still to be looked at, together at most twice as many as the
requests at once (256 by default); and those that wait for another try, or for a page beside them.
"""
