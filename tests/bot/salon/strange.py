"""Words that break things: directions, joiners, markup, control signs, halves of characters, great lengths."""

from hypothesis import strategies as st

WORDS = [
    "",
    " ",
    "a" * 10_000,
    "👩‍👩‍👧‍👦🏳️‍🌈🇫🇷" * 50,
    "مرحبا بالجيران",
    "שלום לשכנים",
    "abc\u202edef\u202c\u2066x\u2069",
    "\u200b\u200d\ufeff\u00ad",
    "<script>alert(1)</script>",
    "</p></article><form action=//evil><button name=press value=x>",
    "\" onmouseover=alert(1) '",
    "<!-- ]]> &amp; &#0; &lt;b&gt;",
    "bleu | vert | jaune",
    "bleu\nvert\r\njaune\u2028rose",
    "nul\x00nul \x01\x1b[31m\x7f\x85",
    "moitié \ud83d seule \udc00",
    "{{ 7 * 7 }} {% raw %} {# x #} ${x} #{x}",
    "{name} {0} {words} {} { } {{}} %s %(n)d",
    "*gras* _it_ #titre $x$ \\n `code` @ref ~ = - + / [a](b)",
    "'; DROP TABLE polls; --",
    "Z̷̛̤a̵l̶g̸o̷" * 40,
    "\ufffe\uffff\U0010ffff",
]

words = st.one_of(
    st.sampled_from(WORDS),
    st.text(alphabet=st.characters(codec=None, exclude_categories=()), max_size=60),
    st.lists(st.sampled_from(WORDS), max_size=3).map(" ".join),
)
"""Any text, lone surrogates included."""
