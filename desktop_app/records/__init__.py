"""What is recorded: frozen values and the rules about them.

May import language, errors and paths; standard library only; no Qt, no SQL; of
files only the code lists are read.
"""
