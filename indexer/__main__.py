"""`python -m indexer`. A worker runs this file again under another name and needs no command line, a quarter of its start.

What goes wrong while the command line is imported ends as all else does, and so does what stops it then.
"""


def _main() -> None:
    stopping.listen()
    import_module("indexer.cli").main()


if __name__ == "__main__":
    from indexer import stopping

    stopping.end_quietly()

    from importlib import import_module

    from indexer.ending import run

    run(_main)
