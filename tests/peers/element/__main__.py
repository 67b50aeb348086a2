"""`python -m tests.peers.element`: fetches the parts of Element, as `make test` does; with `pin`, chooses them anew."""

import sys

from .install import install, pin

if __name__ == "__main__":
    sys.exit(pin() if sys.argv[1:] == ["pin"] else install())
