"""Names of municipalities as people write them, brought to one form in which two spellings of one name are the same."""

import re
import unicodedata

# The province that CBS adds where a name occurs, or occurred, twice. Short forms count without brackets too.
_PROVINCES = {
    "gr": ("gr", "gn", "groningen"),
    "fr": ("fr", "frl", "friesland", "fryslan"),
    "dr": ("dr", "drenthe"),
    "o": ("o", "ov", "overijssel"),
    "gld": ("gld", "ge", "gelderland"),
    "u": ("u", "ut", "utrecht"),
    "fl": ("fl", "flevoland"),
    "nh": ("nh", "noord holland"),
    "zh": ("zh", "zuid holland"),
    "z": ("z", "zl", "zld", "zeeland"),
    "nb": ("nb", "noord brabant"),
    "l": ("l", "lb", "li", "limburg"),
}
_PROVINCE_OF = {spelling: key for key, words in _PROVINCES.items() for spelling in words}

# Names in use beside the official one: Frisian and Dutch, formal and everyday, long and short.
_SAME = {
    "den haag": "s gravenhage",
    "den bosch": "s hertogenbosch",
    "de friese meren": "de fryske marren",
    "zuidwest friesland": "sudwest fryslan",
    "zuidwest fryslan": "sudwest fryslan",
    "sudwest friesland": "sudwest fryslan",
    "noordoost friesland": "noardeast fryslan",
    "noordoost fryslan": "noardeast fryslan",
    "noardeast friesland": "noardeast fryslan",
    "tietjerksteradeel": "tytsjerksteradiel",
    "littenseradeel": "littenseradiel",
    "ferwerderadeel": "ferwerderadiel",
    "menaldumadeel": "menameradiel",
    "dantumadeel": "dantumadiel",
    "leeuwarderadiel": "leeuwarderadeel",
    "ljouwert": "leeuwarden",
    "it bildt": "het bildt",
    "kollumerland": "kollumerland en nieuwkruisland",
    "nuenen": "nuenen gerwen en nederwetten",
    "haarlemmerliede": "haarlemmerliede en spaarnwoude",
}


def split_name(name: str) -> tuple[str, str]:
    """Bring a name to one form, and take the province from it.

    ``Gemeente 's-GRAVENHAGE``, ``Bergen (N.H.)`` and ``Capelle a/d IJssel`` are names as they are written. Returned are the
    name in small letters without accents, signs, spaces and the word gemeente, and the short form of the province, empty
    where none is named.
    """
    letters = unicodedata.normalize("NFKD", name.casefold().strip())
    text = "".join(c for c in letters if not unicodedata.combining(c))
    text = re.sub(r"\ba[/.]? ?d\b\.?", "aan de", text.replace("&", " en "))
    # N.H. and N-H are NH, c.a. is ca.
    text = re.sub(r"\b([a-z])[.-] ?([a-z])\b\.?", r"\1\2", text)
    bare, *added = re.split(r"[(,]", text)
    provinces = [_PROVINCE_OF[_words(each)] for each in added if _words(each) in _PROVINCE_OF]
    if not provinces and (found := re.fullmatch(r"(.*\w)[\s.]+([a-z]{1,3})\.?\s*", bare)):
        bare, last = (found[1], found[2]) if found[2] in _PROVINCE_OF else (bare, "")
        provinces = [_PROVINCE_OF[last]] if last else []
    # Words behind a comma that are no province belong to the name.
    rest = [each for each in added if _words(each) not in {*_PROVINCE_OF, "gemeente", ""}]
    words = _words(" ".join([bare, *rest]))
    words = re.sub(r"^(gemeente|gem)\s+(van\s+)?|\s+(gemeente|ca)$", "", words)
    words = re.sub(r"\baan den\b", "aan de", re.sub(r"^st\b", "sint", words))
    return _SAME.get(words, words).replace(" ", "").replace("ij", "y"), "".join(provinces[:1])


def _words(text: str) -> str:
    return " ".join(re.sub(r"[^a-z0-9]+", " ", text).split())
