"""The command line: thin commands over ``hub.app.Hub``."""
