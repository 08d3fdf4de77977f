"""Figures: charts as SVG, one function each, and as PNG for chats."""
