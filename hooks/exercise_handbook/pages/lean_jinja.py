"""Jinja without what no template of ours uses: a page has hundreds of calls, and each looked for all of it.

No function of ours asks for the context of a template, no template is given globals of its own, and what has a name
behind a dot is never an entry of a mapping.
"""

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, Template, nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.environment import TemplateModule
from jinja2.runtime import Context
from markupsafe import Markup, escape


def escaped(value: Any) -> str:
    """A value as it stands in markup. What is markup already, as macros give it, is not copied."""
    return value if type(value) is Markup else escape(value)


class LeanCompiler(CodeGenerator):
    """Writes what a template calls and reads as Python does it itself."""

    def visit_Template(self, node: nodes.Template, frame: Frame | None = None) -> None:
        """The whole of a template."""
        self.writeline(f"from {__name__} import {escaped.__name__}")
        super().visit_Template(node, frame)

    def visit_Call(self, node: nodes.Call, frame: Frame, forward_caller: bool = False) -> None:
        """A call: a macro knows by itself whether its words are escaped."""
        self.visit(node.node, frame)
        self.write("(")
        for one in (*node.args, *node.kwargs):
            self.visit(one, frame)
            self.write(", ")
        self.write("caller=caller)" if forward_caller else ")")

    def visit_Getattr(self, node: nodes.Getattr, frame: Frame) -> None:
        """What has a name behind a dot; of the template itself, a block."""
        if isinstance(node.node, nodes.Name) and node.node.name == "self":
            super().visit_Getattr(node, frame)
        else:
            self.visit(node.node, frame)
            self.write(f".{node.attr}")

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: Any) -> None:
        self.write("escaped(" if frame.eval_ctx.autoescape else "str(")


class LeanTemplate(Template):
    """Imported, it is filled in once: nothing of who imports it can be seen in it."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class LeanEnvironment(Environment):
    """Finds a template that came before by its name alone, unless changed ones are to be heeded."""

    template_class = LeanTemplate

    def __init__(self, **settings: Any):
        super().__init__(**settings)
        self._found: dict[str, Template] = {}

    def get_template(
        self, name: str | Template, parent: str | None = None, globals: MutableMapping[str, Any] | None = None
    ) -> Template:
        """A template by its name. Raises jinja2.TemplateNotFound."""
        found = self._found.get(name) if isinstance(name, str) else None
        if found is None or self.auto_reload:
            found = super().get_template(name, parent, globals)
            self._found[found.name or ""] = found
        return found
