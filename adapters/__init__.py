"""The faces of hayami: each folder translates one platform's requests and replies."""
