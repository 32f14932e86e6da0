"""`python -m indexer`. A worker runs this file again under another name and needs no command line, a quarter of its start.

What goes wrong while the command line is imported ends as all else does, and so does what stops it then.
"""

from importlib import import_module

from indexer import stopping


def _main() -> None:
    stopping.listen()
    import_module("indexer.cli").main()


if __name__ == "__main__":
    from indexer.starting import begin

    begin(_main)
