"""What a reader takes along from the book: each figure and table as files, with its data, its citation and how it was made."""
