"""What people and programs type that nobody asked for, made from the forms themselves."""
