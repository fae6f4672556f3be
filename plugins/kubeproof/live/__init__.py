"""A real cluster, through kubectl: transcripts are replayed on it, and manifests are sent to it for a dry run.

Nothing is done on a cluster that nobody has named, what is made is removed, and no credential is printed.
"""
