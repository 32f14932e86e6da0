"""What stands around a page's text: its title, header lines, printed head, imprint and tail. `labelling` puts them together.

Labels lines by what they state and by where they stand; never takes a paragraph away.
"""
