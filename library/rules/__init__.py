"""What must hold before something stands on the shelf, or is answered."""
