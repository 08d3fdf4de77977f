"""Tests of the packs that ship with Cohort."""
