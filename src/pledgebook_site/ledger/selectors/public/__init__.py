"""What strangers may read of the record; every public page, feed and proof is made of this and nothing else."""
