"""Reminders that can be trusted: planned once, posted once, or accounted for."""
