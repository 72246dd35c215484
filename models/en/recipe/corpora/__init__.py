"""The public corpora as they lie in their folder, read into plain records; nothing here knows the network."""
