"""Pictures of the screens for the documentation."""
