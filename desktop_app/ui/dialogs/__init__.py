"""Windows that ask one thing before the work goes on. May import ui.parts and actions."""
