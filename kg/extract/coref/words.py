"""Closed classes of words: pronouns, words that tell a sex, words that open a noun phrase."""

from __future__ import annotations

PRONOUNS = {
    "i": "i me my mine myself",
    "we": "we us our ours ourselves",
    "you": "you your yours yourself yourselves",
    "he": "he him his himself",
    "she": "she her hers herself",
    "it": "it its itself",
    "they": "they them their theirs themselves",
    "this": "this that these those",
}
CLASS_OF = {word: name for name, words in PRONOUNS.items() for word in words.split()}
FEMALE = frozenset(
    "woman girl mother daughter sister wife widow aunt niece queen princess actress chairwoman spokeswoman policewoman "
    "businesswoman congresswoman grandmother granddaughter girlfriend lady mom mum heroine waitress duchess mrs ms miss "
    "madam women girls mothers daughters sisters wives".split()
)
MALE = frozenset(
    "man boy father son brother husband widower uncle nephew king prince actor chairman spokesman policeman businessman "
    "congressman grandfather grandson boyfriend gentleman guy dad hero duke mr sir lord men boys fathers sons brothers "
    "husbands".split()
)
ARTICLES = frozenset(["the", "a", "an"])
INDEFINITE = frozenset("a an some any no another every each many several few most all both either neither".split())
POINTING = frozenset("this that these those such".split())
