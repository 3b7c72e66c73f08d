"""Runs scripts that kl-ball wrote, all in this one process, and writes what they printed.

    python run_scripts.py scripts.json results.json

scripts.json is a list of {"name", "text", "picture"?}; results.json gets a list of {"name", "printed", "seconds"} or
{"name", "error"}, in the same order. A picture is saved where a script asks for one. Compiled functions are shared by no two scripts.
"""

import contextlib
import gc
import io
import json
import os
import sys
import time
import traceback

os.environ.setdefault("MPLBACKEND", "Agg")
os.environ.setdefault("JAX_PLATFORMS", "cpu")
os.environ.setdefault("JAX_DISABLE_MOST_OPTIMIZATIONS", "1")  # compiling takes most of the time

import jax
import matplotlib.pyplot as plt


def ran(script):
    printed, start = io.StringIO(), time.monotonic()
    try:
        with contextlib.redirect_stdout(printed):
            exec(compile(script["text"], script["name"], "exec"), {"__name__": "__main__"})
        if "picture" in script:
            plt.savefig(script["picture"])
    except Exception:
        return {"name": script["name"], "error": traceback.format_exc(), "printed": printed.getvalue()}
    finally:
        plt.close("all")
    return {"name": script["name"], "printed": printed.getvalue(), "seconds": time.monotonic() - start}


def main(source, target):
    with open(source) as file:
        scripts = json.load(file)
    results = []
    for k, script in enumerate(scripts):
        results.append(ran(script))
        if k % 20 == 19:
            jax.clear_caches()
            gc.collect()
    with open(target, "w") as file:
        json.dump(results, file)


if __name__ == "__main__":
    main(*sys.argv[1:])
