"""`python -m kubeproof`."""

from kubeproof.cli import main

if __name__ == "__main__":
    main()
