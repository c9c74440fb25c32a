"""Memory: the database, its tables, and one repository for each kind of thing kept."""
