"""The demo shop: what ``feelint demo`` serves and walks."""
