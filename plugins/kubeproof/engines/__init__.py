"""Other tools that can check instead of Kubeproof itself; their findings come in our form, at our places."""
