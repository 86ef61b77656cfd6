"""reading.py json|csv FILE: reads the file as people do, and prints how long that took."""

import json
import resource
import sys
import time

import pandas

kind, path = sys.argv[1:]
processor_start = time.process_time()
start = time.perf_counter()
frame = pandas.read_json(path, lines=True) if kind == "json" else pandas.read_csv(path)
seconds = time.perf_counter() - start
processor_seconds = time.process_time() - processor_start
result = [
    len(frame),
    int(frame["correct"].sum()),
    float(frame["entropy"].max()),
    float(frame["js_divergence"].min()),
]
peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
print(
    json.dumps(
        {
            "milliseconds": seconds * 1000,
            "processorMilliseconds": processor_seconds * 1000,
            "peakMiB": peak,
            "result": result,
        }
    )
)
