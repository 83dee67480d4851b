"""Files into checked records: every problem is found and named before anything is changed."""
