"""`python -m tests.peers.element`: fetches the parts of Element, as `make test` does."""

import sys

from .install import install

if __name__ == "__main__":
    sys.exit(install())
