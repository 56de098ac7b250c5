"""What people decide about the machine's records: combined, applied where records are shown, queued."""
