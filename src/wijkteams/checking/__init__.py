"""Bad input: one way to report it, and one strict form for every YAML file. Knows nothing of the other stages."""
