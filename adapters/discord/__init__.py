"""Discord: slash commands, buttons and forms in, layouts out."""
