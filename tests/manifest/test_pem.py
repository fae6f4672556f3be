from __future__ import annotations

from kubeproof.manifest.pem import is_der_sequence, pem_blocks
from kubeproof.rules.certificate_examples import CERTIFICATE


def test_a_certificate_is_read_among_other_text() -> None:
    (block,) = pem_blocks(f"# of 2026\n{CERTIFICATE}\nthe end")
    assert block.label == "CERTIFICATE"
    assert not block.has_headers
    assert is_der_sequence(block.data)
    assert not is_der_sequence(block.data[:-1])


def test_headers_are_seen_and_broken_blocks_passed_over() -> None:
    headed = CERTIFICATE.replace("CERTIFICATE-----\nMII", "CERTIFICATE-----\nProc-Type: 4,ENCRYPTED\n\nMII", 1)
    assert [block.has_headers for block in pem_blocks(headed)] == [True]
    assert pem_blocks(CERTIFICATE.replace("MIIBbjCC", "MIIB*jCC")) == []
    assert pem_blocks("-----BEGIN CERTIFICATE-----\n") == []
