"""What the public pages and the desk stand on: settings, frame, permissions, sign-in, first run."""
