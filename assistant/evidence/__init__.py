"""Whether one text says what another says, of what case it speaks, and which authorities it names."""
