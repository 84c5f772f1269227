"""What a language model writes of an item, checked against the item's own words before use."""
