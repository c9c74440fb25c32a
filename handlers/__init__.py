"""What people do: one file per practice of the community; menu.py, taps.py, listeners.py and routes.py say who is called."""
