"""How Minga understands what people write. Pure: no I/O, no clock."""
