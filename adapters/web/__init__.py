"""The web face: a page to try hayami without an account, and the glossary."""
