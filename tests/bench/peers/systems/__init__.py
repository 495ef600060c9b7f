"""One adapter a file; ``peers.system`` has their shape."""
