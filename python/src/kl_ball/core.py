"""The compiled core, run by the JavaScript engine of mini-racer: it needs no browser, no Node and no network."""

import atexit
import base64
import json
import threading
from pathlib import Path

#: Where the figure and the core lie: in the installed package, or, in a checkout, in pkg/.
STATIC = Path(__file__).parent / "static"
if not STATIC.is_dir():
    STATIC = Path(__file__).parents[3] / "pkg"

_lock = threading.Lock()
_engine = None


class KLBallError(ValueError):
    """What the core refuses. The message names the field, its value and what is allowed."""


def _started():
    """One engine for all figures of this process."""
    global _engine
    if _engine is None:
        from py_mini_racer import MiniRacer

        engine = MiniRacer()
        atexit.register(engine.close)  # left to the end of the interpreter, it waits for a thread that no longer runs
        engine.eval((STATIC / "kl-ball-kernel.js").read_text(encoding="utf-8"))
        core = base64.b64encode((STATIC / "kl_ball_bg.wasm").read_bytes()).decode()
        _answer(engine, f"klBallStart({json.dumps(core)})")
        _engine = engine
    return _engine


def _answer(engine, call):
    """What a call answers. Notebooks run cells in an event loop, in which one must not wait for promises; none is left open here."""
    engine.eval(f"{call}; undefined")
    return json.loads(engine.eval("klBallAnswer()"))


def ask(what, attributes, **look):
    """What the core answers; raises KLBallError with its message where it refuses the attributes."""
    given = json.dumps(json.dumps({"attributes": attributes, "look": look}))
    with _lock:
        answer = _answer(_started(), f"klBallAsk({json.dumps(what)}, {given})")
    if "error" in answer:
        raise KLBallError(answer["error"])
    return answer["answer"]
