"""The front door: settings in, a running bot out."""
