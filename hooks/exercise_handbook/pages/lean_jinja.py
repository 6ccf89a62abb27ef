"""Jinja without what no template of ours uses: a page has hundreds of calls, and each looked for all of it.

No function of ours asks for the context of a template, and no template is given globals of its own.
"""

from collections.abc import MutableMapping
from typing import Any

from jinja2 import Environment, Template
from jinja2.environment import TemplateModule
from jinja2.runtime import Context, Macro


class LeanContext(Context):
    """Calls functions as they are; to a macro it says whether its words are escaped, as Jinja does."""

    def call(self, called: Any, /, *args: Any, **named: Any) -> Any:
        """Call what a template calls."""
        named.pop("_block_vars", None)
        named.pop("_loop_vars", None)
        return called(self.eval_ctx, *args, **named) if type(called) is Macro else called(*args, **named)


class LeanTemplate(Template):
    """Imported, it is filled in once: nothing of who imports it can be seen in it."""

    def _get_default_module(self, ctx: Context | None = None) -> TemplateModule:
        return super()._get_default_module()


class LeanEnvironment(Environment):
    """Finds a template that came before by its name alone, unless changed ones are to be heeded."""

    context_class = LeanContext
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
