"""`python -m tools.messages`."""

import sys

from tools.messages import main

sys.exit(main(sys.argv[1:]))
