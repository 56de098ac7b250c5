"""Citation styles in CSL, written for habeas: one file a style, the form's facts and nothing else."""
