"""Which reports are copies or newer texts of others, and where their words stand in the newer."""
