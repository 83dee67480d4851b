"""The sub-commands of `csp`, one file each, loaded when they are called: asking must not wait for pandas."""
