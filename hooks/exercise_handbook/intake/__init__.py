"""From a folder of YAML to a library: read, shape, check. Everything that is wrong is told with its place."""
