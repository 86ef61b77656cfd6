"""analysis.py ENTROPY JSD CORRECT: computes a panel's figures from its columns, and prints how long that took."""

import json
import resource
import sys
import time

import numpy
from scipy.stats import spearmanr
from sklearn.metrics import roc_auc_score

PAIRS = 1_000_000

entropy, divergence = (numpy.fromfile(path) for path in sys.argv[1:3])
correct = numpy.fromfile(sys.argv[3], dtype=numpy.uint8) == 1
processor_start = time.process_time()
start = time.perf_counter()
incorrect = ~correct
figures = [
    numpy.median(entropy),
    numpy.median(divergence),
    roc_auc_score(incorrect, entropy),
    roc_auc_score(incorrect, divergence),
    spearmanr(entropy[correct], divergence[correct])[0],
    spearmanr(entropy[incorrect], divergence[incorrect])[0],
]
seconds = time.perf_counter() - start
processor_seconds = time.process_time() - processor_start

start = time.perf_counter()
random = numpy.random.default_rng(0)
lines = []
for members in (correct, incorrect):
    x, y = entropy[members], divergence[members]
    i, j = random.integers(0, len(x), (2, PAIRS))
    run = x[i] - x[j]
    slopes = (y[i] - y[j])[run != 0] / run[run != 0]
    slope = numpy.median(slopes)
    intercept = numpy.median(y) - slope * numpy.median(x)
    lines.append(slope)
line_seconds = time.perf_counter() - start

print(
    json.dumps(
        {
            "milliseconds": seconds * 1000,
            "processorMilliseconds": processor_seconds * 1000,
            "peakMiB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
            "result": {
                "figures": [float(figure) for figure in figures],
                "lines": [float(slope) for slope in lines],
                "lineMilliseconds": line_seconds * 1000,
            },
        }
    )
)
