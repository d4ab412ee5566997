"""Plans as data: what one body's published plan asks, allows, promises and leaves unsaid."""
