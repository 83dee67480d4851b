"""The kill test of reminders: processes are killed and stopped, Slack fails in every way, and nothing is lost."""
