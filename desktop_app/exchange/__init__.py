"""What leaves and arrives: bytes in, records out. May import records; no database, no Qt.

What somebody hands us comes in through opening alone: it finds the bundles in a file, in the
text of a mail (armour) or in a saved one (letter_reading), and has encryption decrypt them.
What others made is read here alone: filetypes tells what a file is, pictures begins the process
(picture_child) that decodes one.
"""
