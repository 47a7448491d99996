"""What must hold for forms and reports."""
