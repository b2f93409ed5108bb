"""{% once %}...{% endonce %}: a piece of a page that is the same for everybody, rendered once per process and kept.

For the frame of every page: its addresses and words never change while the process runs. A builtin, as those of `ui`.
"""

from django import template
from django.template.base import NodeList, Parser, Token
from django.template.context import Context
from django.template.loader_tags import BlockNode
from django.utils.safestring import SafeString

register = template.Library()


class OnceNode(template.Node):
    child_nodelists = ()  # whoever walks through the page to find its blocks need not look in here

    def __init__(self, nodelist: NodeList) -> None:
        self.nodelist = nodelist
        self.kept: SafeString | None = None

    def render(self, context: Context) -> SafeString:
        """The piece; rendered without the page's values, so that nothing of one visitor can be kept for the next."""
        if self.kept is None:
            self.kept = self.nodelist.render(context.new())
        return self.kept


@register.tag
def once(parser: Parser, token: Token) -> OnceNode:  # noqa: ARG001 - the tag has no arguments
    """{% once %}<footer>...</footer>{% endonce %}; no {% block %} in it, for that differs by page."""
    nodelist = parser.parse(("endonce",))
    parser.delete_first_token()
    if nodelist.get_nodes_by_type(BlockNode):
        raise template.TemplateSyntaxError("{% once %} kan geen {% block %} bevatten.")
    return OnceNode(nodelist)
