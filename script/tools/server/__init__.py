"""`script/server`, from the virtual environment on."""
