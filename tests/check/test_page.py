from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

import kubeproof
from kubeproof.check import Options, check_text
from kubeproof.finding import Severity

if TYPE_CHECKING:
    from kubeproof import Finding

NAMESPACE = "apiVersion: v1\nkind: Namespace\nmetadata:\n  name: shop\n"
WRONG = NAMESPACE.replace("v1", "v2")


def fenced(body: str, info: str = "yaml") -> str:
    return f"```{info}\n{body}```\n"


def found(page: str) -> list[tuple[str, int, int]]:
    return [(each.code, each.line, each.column) for each in kubeproof.check(page, path="page.md")]


def test_a_finding_stands_where_the_author_sees_it() -> None:
    page = "# Title\n\n- item\n\n" + textwrap.indent(fenced(WRONG), "    ")
    assert found(page) == [("KP202", 6, 17)]
    assert found("> " + fenced(WRONG).replace("\n", "\n> ")) == [("KP202", 2, 15)]


def test_each_fence_and_each_document_is_checked() -> None:
    assert [code for code, _, _ in found(fenced(WRONG) + "\n" + fenced(f"{NAMESPACE}---\n{WRONG}"))] == ["KP202"] * 2


@pytest.mark.parametrize("body", ["a: 1\n", "site_name: x\nnav: []\n", "- 1\n", "just words\n", "# nothing\n"])
def test_yaml_that_is_not_kubernetes_is_only_parsed(body: str) -> None:
    assert found(fenced(body)) == []


@pytest.mark.parametrize(
    ("body", "severity"),
    [
        ("a: b: c\n", "info"),
        ("# a list of settings\nfirst-setting\n\nanother-one: 1\n", "info"),
        ("services:\n  web:\n   image: nginx\n  ports: [\n", "info"),
        ("containers:\n- name: web\n   image: nginx\n", "error"),
        ("Kind: Pod\nmetadata: [\n", "error"),
    ],
)
def test_text_that_is_not_yaml_is_a_mistake_where_it_was_meant_for_kubernetes(body: str, severity: str) -> None:
    findings = kubeproof.check(fenced(body), path="page.md")
    assert [(each.code, each.severity) for each in findings] == [("KP101", severity)]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("cat <<EOF | kubectl apply -f -\n", "EOF\n"),
        ("$ kubectl apply -f - <<'END'\n", "END\n$ kubectl get namespaces\nNAME   STATUS\n"),
        ("$ echo '\n", "' | kubectl replace -f -\n"),
        ("$ kubectl get namespace shop \\\n    -o yaml\n", ""),
        (f"cat > one.yaml <<-EOF\n{NAMESPACE}EOF\n\ncat > two.yaml <<EOF\n", "EOF\n"),
    ],
)
def test_what_a_command_is_given_is_checked(before: str, after: str) -> None:
    assert found(fenced(before + NAMESPACE + after)) == []
    assert found(fenced(before + WRONG + after)) == [("KP202", 2 + before.count("\n"), 13)]
    assert kubeproof.fix(fenced(before + WRONG + after), path="page.md").text == fenced(before + NAMESPACE + after)


def test_a_skipped_snippet_is_left_alone() -> None:
    page = fenced(WRONG, 'yaml skip="a lesson"')
    assert found(page) == []
    assert kubeproof.fix(page, path="page.md").text == page


def test_an_expected_mistake_is_not_reported_and_not_repaired() -> None:
    page = fenced(WRONG, 'yaml expect="KP202"')
    assert found(page) == []
    assert kubeproof.fix(page, path="page.md").text == page
    assert found(fenced(WRONG, 'yaml expect="KP301"')) == [("KP903", 1, 9), ("KP202", 2, 13)]


@pytest.mark.parametrize(
    ("page", "line", "column"),
    [
        ('```yaml title="x" fix="on"\n{}```\n', 1, 19),
        ("- item\n\n    ```{{.yaml fix=on}}\n    a: 1\n    ```\n", 3, 15),
        ("> <!-- kubeproof: fix on -->\n> ```yaml\n> a: 1\n> ```\n", 1, 19),
        ("<!-- kubeproof: kubernetes 1.36 -->\n<!-- kubeproof:\n  fix on -->\n```yaml\n{}```\n", 3, 3),
    ],
)
def test_what_a_fence_asks_for_in_vain_is_reported_where_it_says_so(page: str, line: int, column: int) -> None:
    assert ("KP901", line, column) in found(page.format(WRONG))


def test_fix_off_reports_and_repairs_nothing() -> None:
    page = fenced(WRONG, 'yaml fix="off"')
    assert [code for code, _, _ in found(page)] == ["KP202"]
    assert kubeproof.fix(page, path="page.md").text == page


def test_a_page_can_ask_for_other_versions() -> None:
    slices = "apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata:\n  name: p\n"
    (finding,) = kubeproof.check(fenced(slices, 'yaml kubernetes="1.25-1.26"'), path="page.md")
    assert finding.kubernetes == ("1.25", "1.26")
    assert finding.code == "KP201"


def test_a_finding_names_the_versions_in_which_it_holds() -> None:
    flow = "apiVersion: autoscaling/v2beta2\nkind: HorizontalPodAutoscaler\nmetadata:\n  name: h\n"
    flow += "spec:\n  maxReplicas: 2\n  scaleTargetRef:\n    kind: Deployment\n    name: web\n"
    (finding,) = [each for each in kubeproof.check(flow, kubernetes=("1.25", "1.26")) if each.severity == "error"]
    assert finding.kubernetes == ("1.26",)
    assert (finding.object.kind, finding.object.name) == ("HorizontalPodAutoscaler", "h")


def test_a_custom_resource_is_a_remark() -> None:
    (finding,) = kubeproof.check("apiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: x\n")
    assert (finding.code, finding.severity) == ("KP206", Severity.INFO)


def test_line_ends_and_marks_survive_a_repair() -> None:
    text = "\ufeff" + WRONG.replace("\n", "\r\n")
    assert kubeproof.fix(text).text == "\ufeff" + NAMESPACE.replace("\n", "\r\n")


def test_a_repair_in_a_nested_fence_keeps_its_nesting() -> None:
    page = "1. first\n\n" + textwrap.indent(fenced(WRONG), "    ") + "\nafter\n"
    assert kubeproof.fix(page, path="page.md").text == page.replace("v2", "v1")


def edges(finding: Finding) -> tuple[int, int]:
    return finding.line, finding.column


@given(st.text(alphabet="`~\n >-ab:{[\t\"'\\&*", max_size=60))
def test_no_page_is_too_odd_to_check(page: str) -> None:
    for path in ("x.md", "x.yaml"):
        for finding in kubeproof.check(page, path=path):
            assert edges(finding) >= (1, 1)


@given(st.sampled_from(["a: 1\n", WRONG, NAMESPACE, "x: [\n"]), st.sampled_from(["yaml", 'yaml fix="off"', "text"]))
def test_fixing_twice_is_fixing_once(body: str, info: str) -> None:
    once = kubeproof.fix(fenced(body, info), path="page.md").text
    assert kubeproof.fix(once, path="page.md").text == once


def test_what_is_not_selected_still_needs_its_skip() -> None:
    page = fenced(WRONG, 'yaml skip="a lesson"')
    assert check_text(page, "page.md", Options(select=("KP9",))) == []
    assert check_text(fenced(WRONG), "page.md", Options(ignore=("KP2",))) == []


def test_what_is_not_kubernetes_is_not_repaired() -> None:
    for text in ("a:\n\tb: 1\n", "steps:\n  - run: x\n    name: y\n   with: z\n"):
        assert kubeproof.fix(text).text == text
        assert kubeproof.fix(fenced(text), path="page.md").text == fenced(text)


def test_the_objects_of_a_list_are_checked_one_by_one() -> None:
    text = (
        "apiVersion: v1\nkind: List\nitems:\n  - apiVersion: v1\n    kind: Namespace\n    metadata:\n      name: shop\n"
        "  - apiVersion: v2\n    kind: Namespace\n    metadata:\n      name: store\n"
    )
    (finding,) = kubeproof.check(text)
    assert (finding.code, finding.line, finding.field) == ("KP202", 8, "items[1].apiVersion")
    assert kubeproof.check("apiVersion: v1\nkind: List\nitems: []\n") == []
    nested = "apiVersion: v1\nkind: List\nitems:\n- apiVersion: v1\n  kind: List\n  items: [{kind: Pod}]"
    assert "KP204" in {each.code for each in kubeproof.check(nested)}


def test_directives_that_do_nothing_are_reported() -> None:
    assert [code for code, _, _ in found(fenced(NAMESPACE, 'yaml fix="off"'))] == ["KP902"]
    assert [code for code, _, _ in found(fenced("a: 1\n", 'yaml fragment="Deployment.spce"'))] == ["KP901"]
    ports = "- containerPort: 80\n  protcol: TCP\n"
    named = fenced(ports, 'yaml fragment="Deployment.spec.template.spec.containers.ports"')
    assert [code for code, _, _ in found(named)] == ["KP301"]


def test_a_kind_that_is_no_text_is_no_kind() -> None:
    for text in ("kind: [a]\n", "kind: {a: b}\nspec: {}\n", "apiVersion: [v1]\nkind: {}\nmetadata: []\n"):
        for path in ("x.yaml", "x.md"):
            kubeproof.fix(fenced(text) if path == "x.md" else text, path=path, unsafe=True)


PAIR = (
    "apiVersion: v1\nkind: Service\nmetadata:\n  name: web\nspec:\n  selector:\n    app: {}\n  ports:\n    - port: 80\n"
    "---\napiVersion: v1\nkind: Pod\nmetadata:\n  name: web\n  labels:\n    app: web\nspec:\n  containers:\n"
    "    - name: web\n      image: nginx:1.27\n"
)


def test_a_mistake_between_objects_can_be_expected() -> None:
    assert found(fenced(PAIR.format("wbe"), 'yaml expect="KP950"')) == []
    assert [code for code, _, _ in found(fenced(PAIR.format("web"), 'yaml expect="KP950"'))] == ["KP903"]


@pytest.mark.parametrize(
    ("page", "expected"),
    [
        ("<!-- kubeproof: skip x -->\n\nwords\n\n" + fenced(WRONG), [("KP902", 1), ("KP202", 6)]),
        (fenced(WRONG) + "<!-- kubeproof: fix off -->\n", [("KP202", 2), ("KP902", 7)]),
        ("<!-- kubeproof: expect KP202 -->\n\n" + fenced(WRONG), []),
        (fenced(WRONG, 'yaml expect=""'), [("KP901", 1), ("KP202", 2)]),
        (fenced(NAMESPACE, 'yaml fragment="Deployment.spec.template"'), [("KP902", 1)]),
        (fenced("spec:\n  template: {}\n", 'yaml fragment="Deployment"'), []),
        (fenced(NAMESPACE.replace("v1", "v1\nspec: [a]"), 'yaml fix="off"'), [("KP902", 1), ("KP302", 3)]),
    ],
)
def test_directives_that_do_nothing_where_they_stand(page: str, expected: list[tuple[str, int]]) -> None:
    assert [(code, line) for code, line, _ in found(page)] == expected
