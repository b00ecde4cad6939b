"""What labelled opinions teach: which issues submissions raise, which facts raise them, which articles follow."""
