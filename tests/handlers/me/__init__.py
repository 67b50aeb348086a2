"""Tests of oneself."""
