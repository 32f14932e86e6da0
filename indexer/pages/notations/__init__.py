"""What a string states, wherever it stands: dates, issue numbers, labels, people, units, series, shapes of lines.

Pure tests and readings of one string. Nothing here knows the page around it, nor another room.
"""
