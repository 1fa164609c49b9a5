"""Link checking: where the links of documents lead, and what stands there now.

``engine`` takes an iterator of links and gives an iterator of checks; ``checker`` is what happens
to an address in between: ``hosts`` says whose turn it is, ``transport`` makes one request, ``job``
decides what follows from its answer, ``looking`` sees to its body, ``conclude`` comes to the
checks, ``judge`` to the verdict.

**Why a client of its own.** Measured with ``bench/links.py`` on two cores, Python 3.11, all on one
machine with the server. 2,000 healthy links over 400 hosts at 200 ms, 128 requests at once; the
least possible is 3.2 s:

=============================================  ==========  ==========
what asks                                      wall        CPU a link
=============================================  ==========  ==========
aiohttp, requests alone                        3.4-3.6 s   0.27 ms
threads with requests, requests alone          3.6-4.1 s   0.80 ms
whole program on aiohttp, from Markdown        4.0-4.3 s   1.00 ms
whole program on ``http`` and ``pool``         3.6-3.7 s   0.67 ms
lychee 0.24.2, whole program                   3.3-3.4 s   0.16 ms
=============================================  ==========  ==========

What made the difference: aiohttp takes 0.13 s to load and 0.25 ms a request, a plain
``asyncio.Protocol`` neither (``http``, ``pool``; uvloop alone gained nothing). Few requests begin
in one turn of the loop, or all of them advance in step and each waits for all others (``hosts``:
0.2 s). Bodies are looked at when requests are out (``looking``), and documents are read when there
are no answers to be dealt with (``engine``: 0.3 s): each would hold the lock of the interpreter.

2,000 links over 400 hosts, log-normal latency of median 150 ms, one in five faulty in one of 74
ways, everything by default:

=====================================  ========  ======  =======  =====  ==========
what                                   wall      CPU     memory   wrong  cries wolf
=====================================  ========  ======  =======  =====  ==========
srccheck                               18.2 s    2.2 s   67 MB    0      0
lychee 0.24.2                          191.3 s   0.6 s   46 MB    76     109
lychee, no interval between requests   191.4 s   0.6 s   45 MB    76     109
=====================================  ========  ======  =======  =====  ==========

50,000 links at 20 ms take 107 MB; killed half-way and resumed, 137 were asked twice, all of them in
flight when the run was killed (at most 256 are).
"""
