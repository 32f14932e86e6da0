"""The engines a search can run on. Each implements the port `search_app.search.engine.Engine`."""
