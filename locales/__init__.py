"""Every word in Spanish, Portuguese and English, and the translator that hands them out."""
