"""A bank's YAML read into its models, so that every fault has its file, line and column."""

from assessor.yaml_source.reader import Tagged, read_yaml
from assessor.yaml_source.source_map import BankError, Fault, Path, SourceMap
from assessor.yaml_source.validation import build, load

__all__ = ["BankError", "Fault", "Path", "SourceMap", "Tagged", "build", "load", "read_yaml"]
