"""The spaCy component: `import normalize.spacy`, then `nlp.add_pipe("normalize")`; see `normalize.engines.spacy`."""

from normalize.engines.spacy import Linker, make_linker

__all__ = ["Linker", "make_linker"]
