"""The steps of a build, from saved files to the folder of a new generation; `indexer.build` puts them in order and publishes.

`filling` holds the phases: `reading` every page into the `page_cache` (pass 1), `copies` to choose what is kept, `writing` it as
parts of an index (pass 2), in the processes of `workers`. Knows stores by their port only, and no web page's meaning.
"""
