"""What each Kubernetes version accepts: its kinds and the fields of every type."""

from kubeproof.schema.catalog import Catalog, catalog
from kubeproof.schema.versions import DEFAULT_VERSIONS, VERSIONS, VersionError, parse_versions

__all__ = ["DEFAULT_VERSIONS", "VERSIONS", "Catalog", "VersionError", "catalog", "parse_versions"]
