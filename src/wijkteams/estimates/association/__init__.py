"""Type of team against shortfall: bounds, and what the mix of types can explain."""
