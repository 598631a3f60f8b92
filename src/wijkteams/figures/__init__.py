"""One drawing function for each figure, in one shared style; data in, figure out."""
