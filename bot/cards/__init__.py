"""All the words the bot says, as values."""
