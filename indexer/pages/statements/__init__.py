"""What one whole line states: header lines, breadcrumbs, mastheads, lines of an imprint, signatures; or that it is running text.

Each module takes a line that says nothing else, and gives None for any other. Where it stands is asked in `frame` and `body`.
"""
