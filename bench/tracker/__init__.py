"""An invented tracker of any size, made through the site's own services on either database, and what is timed."""
