"""For authors of rules and of test shops: the paper-shop server and the demo shop."""
