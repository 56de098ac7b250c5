"""The version of this habeas: in the help of the command, and in the log of custody of what it did."""

VERSION = "0.1.0"
