"""The pages of the window, one a file. May import ui.parts and actions, not dialogs."""
