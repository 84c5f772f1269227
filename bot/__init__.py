"""The core of hayami: terms, news, digests and the commands over them; it knows no chat platform."""
