"""`python -m normalize` is the command `normalize`."""

from normalize.cli import main

main()
