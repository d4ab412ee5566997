"""Award guidance of a higher body: its quotas, last day, papers and exclusions, as data with its own lines."""
