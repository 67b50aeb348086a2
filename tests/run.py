"""`make test`: the whole suite, on every core; and one last line where a browser is missing."""

import os
import subprocess
import sys

from tests.peers.browser import find_chromium

PACKAGE = "chromium"


def main() -> int:
    """The exit code of pytest. With PALABRE_NO_SKIP (CI) a missing browser is a failure, not a gap."""
    browser = find_chromium()
    must = bool(os.environ.get("PALABRE_NO_SKIP"))
    if must and browser is None:
        print(f"No browser was found, and nothing may be skipped here: install the package {PACKAGE}.")
        return 1
    chosen = [] if browser else ["-m", "not browser"]
    # Two for each core: who speaks with a Matrix server mostly waits for what it lets through. In our own order: the
    # tool would leave files of few tests to the end, which last longest.
    workers = str(2 * (os.cpu_count() or 2))
    how = ["-n", workers, "--dist", "loadfile", "--no-loadscope-reorder"]
    tests = [sys.executable, "-m", "pytest", *how, *chosen]
    # Each process that a test starts would compile the whole program, where it may not keep what it compiled.
    kept = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
    code = subprocess.run([*tests, *sys.argv[1:]], env=kept, check=False).returncode
    if browser is None:
        print(f"The browser tests were left out: no Chromium here. Install the package {PACKAGE}, then make test.")
    return code


if __name__ == "__main__":
    sys.exit(main())
