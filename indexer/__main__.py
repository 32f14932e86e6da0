"""`python -m indexer`. A worker runs this file again under another name and needs no command line, a quarter of its start."""

if __name__ == "__main__":
    from indexer.cli import main

    main()
