"""Labels in templates: {{ say.stop_if }}, {{ say.seconds(n=5) }}, {{ forms.search_count }} for a script.

They are looked up when a template is compiled. What has no slots is written into it there and costs a page nothing; a
label that nobody defined, or a slot too many or too few, is an error with its place, whether or not any page comes by.
"""

from jinja2 import Environment, TemplateAssertionError, nodes
from jinja2.compiler import Frame
from jinja2.visitor import NodeTransformer

from exercise_handbook.labels.say import Say
from exercise_handbook.pages.lean_jinja import LeanCompiler

SAY, FORMS = "say", "forms"
"""The names in templates that labels stand under: their words, and all forms of those that a script fills."""


class Compiler(LeanCompiler):
    """Jinja's own, given a template whose labels are looked up."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """Compile a template. Raises TemplateAssertionError with all that is wrong with its labels."""
        say = self.environment.globals[SAY]
        assert isinstance(say, Say)
        folding = _Folding(self.environment, say)
        folded = folding.visit(node)
        if folding.wrong:
            told = "\n".join(f"{self.name}:{line}: {message}" for line, message in folding.wrong)
            raise TemplateAssertionError(told, folding.wrong[0][0], self.name, self.filename)
        super().visit_Template(folded, frame)


class _Folding(NodeTransformer):
    """Puts each label in the place of its name, or a call that will say it."""

    def __init__(self, environment: Environment, say: Say):
        self.environment, self.say = environment, say
        self.wrong: list[tuple[int, str]] = []

    def visit_Call(self, node: nodes.Call) -> nodes.Node:
        slug = _named(node.node, SAY)
        if not slug:
            return self.generic_visit(node)
        slots = frozenset(one.key for one in node.kwargs)
        if node.args or node.dyn_args or node.dyn_kwargs or not slots:
            self._complain(node, slug, f"name each slot, as in {self._example(slug)}")
        elif wrong := self.say.misuse(slug, slots):
            self._complain(node, slug, wrong)
        filled = [self.visit(one) for one in node.kwargs]
        placed = {"lineno": node.lineno, "environment": node.environment}
        said = nodes.Name(SAY, "load", **placed)
        return nodes.Call(said, [nodes.Const(slug, **placed)], filled, None, None, **placed)

    def visit_Include(self, node: nodes.Include) -> nodes.Node:
        """An icon is written into the template: nothing is to be filled in."""
        name = node.template.value if isinstance(node.template, nodes.Const) else ""
        if not name.endswith(".svg"):
            return self.generic_visit(node)
        assert self.environment.loader
        icon, _, _ = self.environment.loader.get_source(self.environment, name)
        return nodes.Output([nodes.TemplateData(icon, lineno=node.lineno)], lineno=node.lineno)

    def visit_Getattr(self, node: nodes.Getattr) -> nodes.Node:
        if slug := _named(node, FORMS):
            return nodes.Const(self._forms(node, slug), lineno=node.lineno, environment=node.environment)
        if slug := _named(node, SAY):
            return nodes.Const(self._words(node, slug), lineno=node.lineno, environment=node.environment)
        return self.generic_visit(node)

    def visit_Name(self, node: nodes.Name) -> nodes.Node:
        if node.name in (SAY, FORMS):
            self._complain(node, "…", "name the label, as in say.stop_if: which it is must be known before any page is")
        return node

    def _words(self, node: nodes.Node, slug: str) -> str:
        wrong = self.say.misuse(slug, frozenset())
        if not wrong:
            return self.say(slug)
        self._complain(node, slug, f"{wrong}; write {self._example(slug)}" if self._has(slug) else wrong)
        return ""

    def _forms(self, node: nodes.Node, slug: str) -> str:
        if self._has(slug) and self.say.labels[slug].slots:
            return self.say.for_scripts(slug)
        has_one = "it has no slots; write say in the place of forms"
        self._complain(node, slug, has_one if self._has(slug) else self.say.misuse(slug, frozenset()))
        return ""

    def _has(self, slug: str) -> bool:
        return slug in self.say.labels

    def _example(self, slug: str) -> str:
        slots = sorted(self.say.labels[slug].slots) if self._has(slug) else ["name"]
        return f"say.{slug}({', '.join(f'{name}=…' for name in slots)})" if slots else f"say.{slug}"

    def _complain(self, node: nodes.Node, slug: str, why: str) -> None:
        self.wrong.append((node.lineno, f"say.{slug}: {why}"))


def _named(node: nodes.Node, home: str) -> str:
    """The slug of a label that is named under say or forms, else nothing."""
    is_label = isinstance(node, nodes.Getattr) and isinstance(node.node, nodes.Name) and node.node.name == home
    return node.attr if is_label and isinstance(node, nodes.Getattr) else ""
