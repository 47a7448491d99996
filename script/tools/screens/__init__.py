"""Pictures of pages in both languages, on the desk and on the phone, for the eye; and what a machine can see."""
