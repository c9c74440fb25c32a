"""The pure domain: frozen values and the functions that decide. No clock, no text, no I/O."""
