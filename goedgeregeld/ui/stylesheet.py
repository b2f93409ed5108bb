"""Makes the one stylesheet from its sources: which files, in which order, what is kept of the vendored ones.

Plain text in, plain text out. `manage.py build_css` writes the result; a test checks that the committed
result is up to date.
"""

import re
from pathlib import Path

HERE = Path(__file__).resolve().parent
SOURCES = HERE / "css"
TARGETS = HERE / "static" / "ui"

OWN = (
    "tokens",
    "theme",
    "base",
    "components",
    "questionnaire",
    "pages",
    "selfeval",
    "together",
    "account",
    "report",
    "office",
    "keurmerk",
    "judging",
    "finder",
    "plan",
    "print",
)

# The classes of NL Design System components that our templates use. A rule of a vendored file is kept when every
# class in its selector is in this list, so we ship what is used and can still replace a vendored file as a whole.
USED = frozenset(
    {
        "utrecht-alert",
        "utrecht-alert--error",
        "utrecht-alert--info",
        "utrecht-alert--ok",
        "utrecht-alert--warning",
        "utrecht-alert__content",
        "utrecht-alert__icon",
        "utrecht-alert__message",
        "utrecht-button",
        "utrecht-button--disabled",
        "utrecht-button--primary-action",
        "utrecht-button--secondary-action",
        "utrecht-button--subtle",
        "utrecht-form-field",
        "utrecht-form-field--invalid",
        "utrecht-form-field-description",
        "utrecht-form-field-error-message",
        "utrecht-form-field__error-message",
        "utrecht-form-field__label",
        "utrecht-form-fieldset",
        "utrecht-form-fieldset--html-fieldset",
        "utrecht-form-fieldset--invalid",
        "utrecht-form-fieldset__legend",
        "utrecht-form-fieldset__legend--html-legend",
        "utrecht-form-label",
        "utrecht-select",
        "utrecht-select--html-select",
        "utrecht-skip-link",
        "utrecht-skip-link--visible-on-focus",
        "utrecht-table",
        "utrecht-table--html-table",
        "utrecht-table-container",
        "utrecht-table__cell--numeric-column",
        "utrecht-table__header-cell--numeric-column",
        "utrecht-textarea",
        "utrecht-textarea--html-textarea",
        "utrecht-textbox",
        "utrecht-textbox--html-input",
    }
)

COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
VAR = re.compile(r"var\(\s*--")
CLASS = re.compile(r"\.(-?[A-Za-z_][\w-]*)")


def blocks(css: str) -> list[tuple[str, str]]:
    """Split into (prelude, body) at the outermost level."""
    found, depth, start, opened = [], 0, 0, 0
    for at, char in enumerate(css):
        if char == "{":
            depth += 1
            if depth == 1:
                opened = at
        elif char == "}":
            depth -= 1
            if depth == 0:
                found.append((css[start:opened].strip(), css[opened + 1 : at].strip()))
                start = at + 1
    return found


def split_selectors(prelude: str) -> list[str]:
    """Split at commas that are not inside parentheses, as in :not(a, b)."""
    parts, depth, last = [], 0, 0
    for at, char in enumerate(prelude):
        depth += (char == "(") - (char == ")")
        if char == "," and depth == 0:
            parts.append(prelude[last:at].strip())
            last = at + 1
    return [*parts, prelude[last:].strip()]


def only_used(css: str, used: frozenset[str] = USED) -> str:
    """Keep the rules of a vendored file whose classes we use; drop empty ones."""
    kept = []
    for prelude, body in blocks(COMMENT.sub("", css)):
        if prelude.startswith("@"):
            inner = only_used(body, used)
            if inner:
                kept.append(f"{prelude}{{{inner}}}")
            continue
        selectors = [s for s in split_selectors(prelude) if set(CLASS.findall(s)) <= used]
        if selectors and body:
            kept.append(f"{', '.join(selectors)}{{{body}}}")
    return "\n".join(kept)


def settle(css: str, defined: frozenset[str]) -> str:
    """Resolve, once and here, the design tokens our theme leaves out.

    NL Design System lets every theme set hundreds of tokens. What ours does not set, a browser would look up in
    vain on every page: take the fallback where there is one, and drop the declaration where there is none.
    """
    rules = []
    for prelude, body in blocks(css):
        if prelude.startswith("@"):
            rules.append(f"{prelude}{{{settle(body, defined)}}}")
            continue
        settled = (_settle_value(declaration.strip(), defined) for declaration in body.split(";"))
        kept = [declaration for declaration in settled if declaration]
        if kept:
            rules.append(f"{prelude}{{{'; '.join(kept)}}}")
    return "\n".join(rules)


def _settle_value(declaration: str, defined: frozenset[str]) -> str | None:
    at = 0
    while found := VAR.search(declaration, at):
        start, opened = found.start(), found.start() + 4
        depth, end = 1, opened
        while depth:
            depth += (declaration[end] == "(") - (declaration[end] == ")")
            end += 1
        name, _, fallback = declaration[opened : end - 1].partition(",")
        if name.strip() in defined or name.strip().startswith("--_"):
            at = opened
        elif fallback.strip():
            declaration = declaration[:start] + fallback.strip() + declaration[end:]
            at = start
        elif declaration[:start].rstrip().endswith(","):  # itself the fallback of another: that one then has none
            at = start = declaration.rindex(",", 0, start)
            declaration = declaration[:start] + declaration[end:]
        else:
            return None
    return declaration


def minify(css: str) -> str:
    """Take out comments and needless white space; nothing clever, so nothing can break."""
    css = COMMENT.sub("", css)
    css = re.sub(r"\s+", " ", css)
    css = re.sub(r"\s*([{};,>])\s*", r"\1", css)
    css = re.sub(r"([a-z-]):\s+", r"\1:", css)
    css = re.sub(r"\(\s+", "(", css)
    css = re.sub(r"\s+\)", ")", css)
    return css.replace(";}", "}").strip() + "\n"


def vendored() -> str:
    parts = [only_used(path.read_text()) for path in sorted((SOURCES / "vendor").glob("*.css"))]
    ours = "\n".join(source(name) for name in OWN)
    return settle("\n".join(parts), frozenset(re.findall(r"(--[\w-]+)\s*:", ours)))


def source(name: str) -> str:
    return (SOURCES / f"{name}.css").read_text()


def tokens(scheme: str) -> dict[str, str]:
    """The design tokens with a colour, as {"ink": "#1f2a26"}; scheme: "light" or "dark" (what dark leaves out is as light)."""
    light, dark = (dict(re.findall(r"--([\w-]+):\s*(#[0-9a-fA-F]{6})", body)) for body in _token_bodies())
    return light if scheme == "light" else {**light, **dark}


def _token_bodies() -> tuple[str, str]:
    parts = dict(blocks(COMMENT.sub("", source("tokens"))))
    return parts[":root"], dict(blocks(parts["@media screen and (prefers-color-scheme: dark)"]))[":root"]


def stylesheet() -> str:
    banner = (
        "/* Goed Geregeld. Parts: NL Design System, (c) Frameless B.V., Gemeente Utrecht, EUPL-1.2. Font: OFL-1.1. */\n"
    )
    ours = {name: source(name) for name in OWN}
    return banner + minify("\n".join([ours["tokens"], ours["theme"], vendored(), *(ours[name] for name in OWN[2:])]))


def styleguide() -> str:
    """Extra sheet of the style guide: its own layout, and both schemes to choose from whatever the device prefers."""
    light, dark = _token_bodies()
    theme = dict(blocks(COMMENT.sub("", source("theme"))))[":root"]
    return minify(
        f":root.scheme-light{{{light}{theme}}}\n:root.scheme-dark{{{light}{dark}{theme}}}\n"
        + source("styleguide")
        + "".join(f".sg-{name}{{fill:var(--{name})}}\n" for name in tokens("light"))
    )


def outputs() -> dict[Path, str]:
    return {TARGETS / "goedgeregeld.css": stylesheet(), TARGETS / "stijl.css": styleguide()}
