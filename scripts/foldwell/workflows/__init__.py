"""What a user can ask for: build, batch, watch, scaffold, report."""
