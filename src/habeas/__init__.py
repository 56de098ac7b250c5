"""habeas turns human-rights reports into a record that can be cited."""

__version__ = "0.1.0"
