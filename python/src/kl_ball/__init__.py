"""kl-ball: natural gradient descent, seen, in a notebook.

    from kl_ball import KLBall

    KLBall(rules=["gradient", "kl-ball"], data="cavendish", chart="variance", start=(5.3, 0.1), gradient_rate=0.01)
"""

from .core import KLBallError
from .widget import KLBall

__all__ = ["KLBall", "KLBallError"]
__version__ = "0.1.0"
