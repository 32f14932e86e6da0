"""The text of a page: which lines are headlines, sections, subtitles, signatures (`labelling`), and the pieces that these cut
it into (`pieces`).

Whatever is none of these is a paragraph: nothing is lost here.
"""
