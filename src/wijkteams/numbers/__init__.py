"""Numbers for the prose, the catalogues of figures and tables, and the identity of the book."""
