"""What time does: timetable.py is the clock, every other file holds plain jobs of one feature."""
