"""Tasks run in processes with resource limits, here or on a cluster."""
