"""The custom resource of the examples of rules."""

DEFINITION = """\
apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata:
  name: shops.example.com
spec:
  group: example.com
  names:
    kind: Shop
    plural: shops
  scope: Namespaced
  versions:
    - name: v1
      served: true
      storage: true
      schema:
        openAPIV3Schema:
          type: object
          properties:
            spec:
              type: object
              x-kubernetes-validations:
                - rule: "!has(self.open) || self.open < self.close"
                  message: a shop opens before it closes
              properties:
                code:
                  type: string
                  pattern: "^[a-z]+$"
                days:
                  type: array
                  x-kubernetes-list-type: set
                  items:
                    type: string
                open:
                  type: integer
                close:
                  type: integer
                  default: 20
"""


def shop(spec: str) -> str:
    """A definition, and an object of it with a field of its `spec`."""
    return f"{DEFINITION}---\napiVersion: example.com/v1\nkind: Shop\nmetadata:\n  name: corner\nspec:\n  {spec}\n"
