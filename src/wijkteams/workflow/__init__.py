"""What the Snakemake workflow needs from Python: source modules as inputs, atomic outputs, one run at a time."""
