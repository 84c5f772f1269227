"""hayami in a terminal."""
