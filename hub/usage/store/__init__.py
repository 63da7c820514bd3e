"""Where events are kept: a protocol, and its two implementations, SQLite and PostgreSQL."""
