"""A bank's YAML read into its models, so that every fault has its file, line and column."""

from assessor.yaml_source.reader import Tagged, read_yaml
from assessor.yaml_source.source_map import BankError, Fault, Path, Source
from assessor.yaml_source.validation import build, load

__all__ = ["BankError", "Fault", "Path", "Source", "Tagged", "build", "load", "read_yaml"]
