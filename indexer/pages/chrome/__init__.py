"""Chrome: lines that belong to the web page and not to the bulletin. A table of their kinds, each with an example.

Knows one line at a time; whether it stands at an edge of the text is asked by `frame`.
"""
