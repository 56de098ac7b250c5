"""Who may use the reading room: users, sessions, restricted reports and the log, in their own database."""
