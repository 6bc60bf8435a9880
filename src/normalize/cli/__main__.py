"""`python -m normalize.cli` is the command `normalize`."""

from normalize.cli import main

main()
