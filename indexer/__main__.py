"""`python -m indexer`. A worker runs this file again under another name and needs no command line, a quarter of its start.

What goes wrong while the command line is imported ends as all else does.
"""

if __name__ == "__main__":
    from importlib import import_module

    from indexer.ending import run

    run(lambda: import_module("indexer.cli").main())
