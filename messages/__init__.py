"""What the bot says: a domain object in, HTML text and buttons out. No I/O."""
