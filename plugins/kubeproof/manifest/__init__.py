"""Manifests as Kubernetes reads them: values, and where in the text they stand."""
