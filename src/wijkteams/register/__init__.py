"""Read, check and harmonise the published figures."""
