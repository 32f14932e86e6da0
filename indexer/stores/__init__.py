"""The stores a generation can be written with. Each implements the port `indexer.store.Store`."""
