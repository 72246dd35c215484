"""A log as one folder, or one promise as one file, that strangers can check."""
