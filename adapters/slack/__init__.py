"""Slack: cards as Block Kit, presses and words as calls, by Socket Mode or signed HTTP."""
