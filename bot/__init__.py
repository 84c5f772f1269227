"""The core of hayami: terms, news, digests and the commands over them, without a platform."""
