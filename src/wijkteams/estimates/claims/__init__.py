"""The claims of the sources and of this book, and the findings of the first page."""
