"""The step vocabulary by chapter; each module is a plugin of the test run."""
