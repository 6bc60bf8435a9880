"""The parts of benchmarks/bench_peers.py: what is asked, who is asked, how they grow, and the report.

It shares how names are read and how aliases are hidden with benchmarks/accuracy. Whatever multiplies matrices is held
to one thread, which has to be said before it is imported.
"""

import os
import sys
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parents[1] / "accuracy"))
for _library in ("OMP", "OPENBLAS", "MKL", "RAYON"):
    os.environ[f"{_library}_NUM_THREADS"] = "1"
