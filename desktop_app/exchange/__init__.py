"""What leaves and arrives: bytes in, records out. May import records; no database, no Qt.

What others made is read here alone: filetypes tells what a file is, pictures begins the process
(picture_child) that decodes one.
"""
