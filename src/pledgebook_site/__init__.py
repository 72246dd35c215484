"""The newsroom: a tracker that is kept in a database, on top of the library; needs the extra `site`."""
