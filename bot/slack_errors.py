"""What a call to Slack raises, by what is known of it afterwards."""

from http.client import HTTPException

from slack_sdk.errors import SlackApiError

LOST = (OSError, HTTPException, ValueError, KeyError)
"""A time-out, a lost or a broken reply: nobody knows whether Slack took the request."""
NOT_TOLD = (SlackApiError, *LOST)
"""A question was refused, or its answer was lost."""
