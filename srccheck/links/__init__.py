"""Link checking: where the links of documents lead, and what stands there now.

``engine`` takes an iterator of links and gives an iterator of checks; ``checker`` is what happens
to an address in between: ``hosts`` says whose turn it is, ``transport`` makes one request, ``job``
decides what follows from its answer, ``pages`` looks at its body, ``judge`` comes to the verdict.

**Why aiohttp.** Measured with ``bench/links.py`` on two cores, Python 3.11, all on one machine
with the server. 2,000 healthy links over 400 hosts at 200 ms, 128 requests at once; the least
possible is 3.2 s:

=============================================  ======  ==========
what asks                                      wall    CPU a link
=============================================  ======  ==========
aiohttp, requests alone                        3.6 s   0.23 ms
threads with requests, requests alone          3.5 s   0.89 ms
this engine, links ready                       3.6 s   0.60 ms
this engine, whole program, from Markdown      4.0 s   0.90 ms
lychee 0.24.2, whole program                   3.4 s   0.15 ms
=============================================  ======  ==========

Threads would do for so few at once, but take four times the processor for each request, and each
request that hangs holds a thread; the whole engine with aiohttp takes less than bare threads. What
is over lychee is Python's start and imports (0.4 s) and a look at every page, which lychee does
not take.

2,000 links over 400 hosts, log-normal latency of median 150 ms, one in five faulty in one of 74
ways, everything by default:

=====================================  ========  ======  =======  =====  ==========
what                                   wall      CPU     memory   wrong  cries wolf
=====================================  ========  ======  =======  =====  ==========
srccheck                               19.4 s    2.8 s   76 MB    0      0
lychee 0.24.2                          191.3 s   0.6 s   46 MB    76     109
lychee, no interval between requests   191.4 s   0.6 s   45 MB    76     109
=====================================  ========  ======  =======  =====  ==========

50,000 links at 20 ms take 84 MB; killed half-way and resumed, 130 were asked twice, all of them in
flight when the run was killed (at most 256 are).
"""
