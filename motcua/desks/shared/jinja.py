"""The Jinja2 environment of every screen and legal form.

What templates may rely on, besides Jinja2 itself:

* ``_("Còn {n} việc", n=3)``, ``ngettext(one, many, n)``, ``{% trans %}``: Vietnamese msgids; values in braces, as in
  :mod:`motcua.kernel.words`. ``_`` takes only literals; a sentence that comes in a value goes through ``|said``.
* filters: ``said``, ``long_date``, ``short_date``, ``long_moment``, ``short_moment``, ``clock_time``, ``number``,
  ``percent``, ``rate``, ``money``, ``masked``, ``phone``, ``file_size``, ``machine_moment``, ``icon``;
* globals: ``static``, ``url``, ``icon``, ``standing``, ``language``, ``htmx_script``, ``now``. A request adds ``csrf_input``.

A name that does not exist is an error, never a blank: a blank on a slip would bind somebody.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, MutableMapping, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.util import cache_from_source
from pathlib import Path
from pickle import PickleError
from typing import Any
from uuid import UUID, uuid4

from django.templatetags.static import static
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import ngettext
from django_htmx.jinja import htmx_script
from jinja2 import Environment, FileSystemBytecodeCache, StrictUndefined, Template, nodes, pass_context
from jinja2.bccache import Bucket
from jinja2.runtime import Context
from jinja2.visitor import NodeTransformer
from markupsafe import Markup

from motcua.desks.shared import formats
from motcua.kernel import clock

FILTERS = {
    "said": formats.said,
    "long_date": formats.long_date,
    "short_date": formats.short_date,
    "long_moment": formats.long_moment,
    "short_moment": formats.short_moment,
    "clock_time": formats.clock_time,
    "machine_moment": formats.machine_moment,
    "number": formats.number,
    "percent": formats.percent,
    "rate": formats.rate,
    "money": formats.money,
    "masked": formats.masked,
    "phone": formats.phone,
    "file_size": formats.file_size,
}


class Page(Template):
    """A template that asks for the reader's language once a render."""

    def render(self, *args: Any, **kwargs: Any) -> str:
        """Return the page as text."""
        with formats.reading():
            return super().render(*map(_asked_once, args), **kwargs)


_FIELD = Markup('<input type="hidden" name="csrfmiddlewaretoken" value="{}">')


def _asked_once(context: Any) -> Any:
    """Return a page's values with its token against forged forms made once: Django makes another at every place."""
    if isinstance(context, dict) and "csrf_token" in context:
        made = context["csrf_token"]
        token = SimpleLazyObject(lambda: str(made))
        return context | {"csrf_token": token, "csrf_input": SimpleLazyObject(lambda: _FIELD.format(token))}
    return context


class _Direct(NodeTransformer):
    """Makes calls of our own functions into uses of the filters of the same names.

    The answer is the same, but a filter is called straight away, where Jinja asks of every callable what it would like
    to be given: for a sentence that takes four times as long as finding it, and a page has a hundred sentences.
    """

    NAMES = frozenset({"_", "url", "static"})

    def visit_Call(self, call: nodes.Call) -> nodes.Node:  # noqa: N802 - as Jinja names it
        """Return the filter for a call of one of ours that has a first argument, else the call as it is."""
        self.generic_visit(call)
        if not isinstance(call.node, nodes.Name) or call.node.name not in self.NAMES or not call.args:
            return call
        first, *others = call.args
        return nodes.Filter(
            first, call.node.name, others, call.kwargs, call.dyn_args, call.dyn_kwargs, lineno=call.lineno
        )


class Desk(Environment):
    """Jinja's environment; what every template knows is as it was when the template was loaded."""

    template_class = Page

    def _generate(self, source: nodes.Template, *args: Any, **kwargs: Any) -> str:
        return super()._generate(_Direct().visit(source), *args, **kwargs)

    def make_globals(self, d: MutableMapping[str, Any] | None) -> MutableMapping[str, Any]:
        """Return the names a template knows in one dict: Jinja's chain of two is walked name by name at each import."""
        return {**self.globals, **(d or {})}


class Compiled(FileSystemBytecodeCache):
    """Templates as compiled, kept beside Python's own compiled modules: a process that begins has none to compile.

    What is kept holds for one state of this file, which says what templates are made into. A folder that may not be
    written to keeps nothing.
    """

    def __init__(self) -> None:
        folder = Path(cache_from_source(__file__)).parent / "pages"
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
        super().__init__(str(folder), "%s.bytecode")
        self._made_by = Path(__file__).read_text()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Read a kept template; one that cannot be read, or only in part, is none."""
        try:
            super().load_bytecode(bucket)
        except (OSError, EOFError, ValueError, PickleError):
            bucket.reset()

    def get_source_checksum(self, source: str) -> str:
        """Return what tells whether a kept template is still the one wanted."""
        return super().get_source_checksum(self._made_by + source)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep a compiled template, where that is allowed."""
        with suppress(OSError):
            super().dump_bytecode(bucket)


def say(sentence: str, /, **values: Any) -> str:
    """Return a Vietnamese msgid in the reader's language, its ``{values}`` filled in; plain text, escaped by the page."""
    told = formats.say(sentence)
    return told.format(**values) if values else told


def at_each_reading(ours: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that does what ``ours`` does.

    It takes the page so that Jinja asks at each reading, not when it compiles: what is compiled is kept for every language,
    and for processes that may have other addresses.
    """

    @pass_context
    def asked(context: Context, *args: Any, **kwargs: Any) -> Any:
        del context
        return ours(*args, **kwargs)

    return asked


def say_many(one: str, many: str, n: int, /, **values: Any) -> str:
    """Return the form of a sentence that fits ``n``, with ``{n}`` written as people write numbers."""
    return ngettext(one, many, n).format(n=formats.number(n), **values)


@lru_cache(maxsize=1024)
def _pieces(view: str, *parts: str | type[UUID]) -> list[str]:
    """Return the address of a view in the pieces between which its ids go: they do not change while a process runs."""
    return reverse(view, args=[_BLANK if part is UUID else part for part in parts]).split(str(_BLANK))


_BLANK = uuid4()  # nobody outside this process knows it, so no part that was typed can be it


def fixed_address(view: str) -> str:
    """Return the address of a named view that has no parts."""
    return _pieces(view)[0]


def url(view: str, /, *args: Any, **kwargs: Any) -> str:
    """Return the address of a named view; the parts of the address are given by place or by name, not both."""
    if kwargs:
        return reverse(view, args=args, kwargs=kwargs)
    made, *others = _pieces(view, *(UUID if isinstance(part, UUID) else str(part) for part in args))
    for id_, piece in zip((part for part in args if isinstance(part, UUID)), others, strict=True):
        made += f"{id_}{piece}"
    return made


def environment(**options: Any) -> Environment:
    """Return the environment Django's Jinja2 backend uses; ``options`` are the backend's."""
    wanted: Sequence[str] = options.pop("extensions", ())
    options.update(undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True)
    options.setdefault("autoescape", True)
    if not sys.dont_write_bytecode:
        options.setdefault("bytecode_cache", Compiled())
    env = Desk(extensions=[*wanted, "jinja2.ext.i18n", "jinja2.ext.do"], **options)
    env.policies["ext.i18n.trimmed"] = True
    # Our own callables instead of Jinja's "newstyle" ones: those call every msgid safe markup, so a quotation mark in
    # a translated label would break out of an attribute.
    env.install_gettext_callables(say, say_many, newstyle=False)  # type: ignore[attr-defined]
    # Addresses of static files do not change while a process runs, and a worklist draws a hundred icons.
    address = lru_cache(maxsize=512)(static)

    @lru_cache(maxsize=512)
    def icon(name: str, size: str = "") -> Markup:
        """Return a drawing of our sprite, hidden from readers aloud: the word beside it says the same. ``size``: s, l."""
        extra = f" icon-{size}" if size else ""
        return Markup('<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>').format(
            extra, address("shared/icons.svg"), name
        )

    @lru_cache(maxsize=0 if env.auto_reload else 64)
    def drawn(name: str, language: str, values: tuple[tuple[str, Any], ...]) -> Markup:
        del language  # tells what is kept apart; the page being drawn is in it
        return Markup(env.get_template(name).render(dict(values)))  # noqa: S704 - a template's own answer

    def standing(name: str, **values: Any) -> Markup:
        """Return a template that says the same to everybody, drawn once for each language and for ``values`` (few).

        It knows nothing of who reads the page: a name of the page's in it is an error.
        """
        return drawn(name, formats.language(), tuple(values.items()))

    env.filters.update(
        FILTERS,
        icon=at_each_reading(icon),
        _=at_each_reading(say),
        url=at_each_reading(url),
        static=at_each_reading(address),
    )
    env.globals.update(
        static=address,
        url=url,
        icon=icon,
        standing=standing,
        language=formats.language,
        htmx_script=htmx_script,
        now=clock.now,
    )
    return env
