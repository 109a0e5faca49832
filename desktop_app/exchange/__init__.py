"""What leaves and arrives: bytes in, records out. May import records; no database, no Qt."""
