"""What people do: one file per practice of the community; menu.py and routes.py say who is called."""
