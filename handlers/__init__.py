"""What people do: one file per practice of the community; the tables and routes.py say who is called."""
