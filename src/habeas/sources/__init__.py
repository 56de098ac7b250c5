"""Source descriptions, one YAML file a publisher or host; read by `habeas.structure.sources`."""
