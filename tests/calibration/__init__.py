"""Calibration: is the readiness estimate honest? Simulated study groups, measures, and simple rivals to beat."""
