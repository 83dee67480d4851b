"""The directory as coordinators keep it: people, their Slack accounts, posts, deputies, leads, leavers."""
