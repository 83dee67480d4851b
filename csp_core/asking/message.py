"""What a message asks, without what is said around it: greetings, thanks, who asks and why; and its parts."""

import re
from functools import lru_cache

_ASKING_WORDS = r"(?:what|which|who|whom|whose|how|when|where|whether|why|by when|by which|to whom|on which)"
_GREETING = re.compile(
    r"(?:good (?:morning|afternoon|evening|day)|hi|hello|hey|hiya|dear|bore da|prynhawn da|noswaith dda|diolch|morning"
    r"|afternoon|evening|greetings|ok|okay|right|thanks|thank you|many thanks|cheers|ta|sorry|soz|apologies)"
    r"(?: (?:all|team|colleagues?|colleague|there|everyone|everybody|both|folks|sir|madam|bot|again|very much|so much))"
    r"{0,3}\s?[,.!:–]\s*",
    re.IGNORECASE,
)
_CLOSING = re.compile(
    r"[,.!?]\s+(?:(?:with )?(?:kind|best|warm|kindest) (?:regards|wishes)|regards|yours (?:sincerely|faithfully|truly))"
    r"\b.{0,120}$",
    re.IGNORECASE | re.DOTALL,
)
_THANKS = re.compile(
    r"(?<=[.!?,;])\s*(?:many thanks|thanks|thank you|thankyou|thx|cheers|diolch|ta)\b[\w ,]{0,40}[.!]*\s*$",
    re.IGNORECASE,
)
_SUBJECT = re.compile(r"(?:re|fw|fwd|subject)\s?:\s*", re.IGNORECASE)
_PRELUDE = re.compile(
    r"(?:if i may(?: ask)?|forgive (?:my|me)(?: \w{1,12}){0,3}|sorry to (?:bother|trouble)(?: you)?|excuse me|pardon me"
    r"|that(?: is|['’]s)? (?:most |very |really |so )?(?:kind|helpful|useful|great|lovely)(?: of you)?"
    r"|with apologies|quick (?:one|question)|silly question|one more thing)\s?[,:;–-]\s*(?:but |and )?"
    r"|as (?:your|an?|the) [\w'’]{2,20}(?: [\w'’]{2,20})?,? i (?:need|want|require|would like)\s+"
    rf"|[\w'’]{{2,12}} [\w'’]{{2,12}} here\s?[,.!:–-]?\s*(?={_ASKING_WORDS}|whats|whos)",
    re.IGNORECASE,
)
_WRAPPER = re.compile(
    r"(?:please |kindly )?(?:(?:would|could|can|will) you (?:please |kindly |possibly )?(?:mind )?"
    r"(?:be able to |be so kind as to )?"
    r"(?:tell|let|advise|inform|remind|confirm)(?:ing)?(?: to)?(?: me| us)?(?: know)?"
    r"|(?:i|we)(?: would|'d|’d| should)? (?:like|need|want|love|wish) to (?:know|find out|ask)"
    r"|(?:may|might|can|could) i (?:please |also |just )?ask|do you (?:happen to )?know"
    r"|i(?: a|'|’)?m (?:just )?wondering|please advise|tell me|let me know)"
    rf"(?: please)?[,:]?\s+(?={_ASKING_WORDS}\b)",
    re.IGNORECASE,
)
_ASKED_BY_OTHERS = re.compile(
    r"(?:the |our |my |a )?[\w'’]{1,20}(?: [\w'’]{1,20}){0,3} (?:has asked|have asked|is asking|are asking|asked"
    r"|wants to know|want to know|would like to know|needs to know)(?: me| us)?(?: about| for)? "
    rf"(?={_ASKING_WORDS}\b)",
    re.IGNORECASE,
)
_BEFORE_I = re.compile(
    r",?\s?\bbefore (?:i|we|they|he|she) (?:meet|see|go|speak|attend|brief|talk|present|report|head|get)\b[^,?.]{0,60}"
    r"(?:,|(?=[?.])|$)",
    re.IGNORECASE,
)
_OCCASION = re.compile(
    rf"for (?:our|my|the|a|an) [^:?.!]{{3,60}}:\s+(?={_ASKING_WORDS}|please|could|can|list|show)", re.IGNORECASE
)
_ENDS = re.compile(r"(?<=[?!])\s+|(?<=[\w)”\"’']{2}\.)\s+(?=[A-Z“\"(]|\w+\s)|;\s+(?=secondly|second|then|also|and)")
_EXPLAINS = re.compile(
    r"(?:i|i['’]m|i['’]ve|we|we['’]re|we['’]ve|my|our|she|he|they|it['’]?s for|it is for|this is for|that is for"
    r"|internal audit|external audit|as (?:i|we|your|the)\b"
    r"|the [\w'’]{1,20}(?: [\w'’]{1,20}){0,3} (?:is|are|has|have|wants?|needs?|asked|would))\b",
    re.IGNORECASE,
)
_COURTEOUS = {
    "most", "very", "helpful", "thanks", "thank", "you", "diolch", "great", "lovely", "perfect", "brilliant", "cheers",
    "ok", "okay", "noted", "understood", "ta", "much", "appreciated", "for", "that", "earlier", "so", "many", "it",
    "is", "was", "really", "good", "super", "excellent", "all", "the", "help",
}  # fmt: skip
_WHY = re.compile(
    r"[,–-]\s+(?:i|we|she|he|they|as i|as we|so that|because|in order that)\s+(?:am|are|is|have|has|need|needs|want"
    r"|wants|must|was|were|the|i|we|asked|will)\b[^?]{0,200}$",
    re.IGNORECASE,
)
_WISHES = re.compile(
    r"(?:please|pls|plz|kindly|can|could|would|may|might|will|list|show|give|send|set out|tell|name|provide|now|only"
    r"|just|what|whats|which|who|whos|whom|whose|how|hows|when|whens|where|why|is|are|was|were|has|have|did|do|does|any"
    r"|anything|on|in|to|by|from|of|at|for|first|secondly|and|or|also)\b",
    re.IGNORECASE,
)
_NEXT_ASK = re.compile(
    r"(?:,\s*|\s+)(?:and|n|plus|then)\s+(?:also\s+)?(?=(?:what|whats|what's|who|whos|who's|whose|which|when|whens|why|"
    r"how|hows|where|by when|by whom|say|tell|give)\b"
    r"|(?:is|are|has|have|did|do|does|was)\b"
    r"(?! (?:still|not|yet|now|no|open|overdue|late|already|been|was|is|are|were|has|have|had|should)\b))",
    re.IGNORECASE,
)
_NUMBERED = re.compile(r"\(?\b[12abi]{1,2}\)\s+")
_ORDINAL = re.compile(r"(?:first|firstly|secondly|second|thirdly|then|lastly|finally|also|and)\b,?\s+", re.IGNORECASE)
_RECORDING = re.compile(
    r"(?:please|pls|kindly|(?:would|could|can|will) you)(?: please| kindly)? (?:update|amend|change|adjust|correct)"
    r" (?:the|your|our) (?:record|records|plan|entry|system|list)\b.{0,40}$",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"(?:leaving|setting|putting) (.{3,60}?) (?:to one side|aside)\s?,\s*", re.IGNORECASE)
_TO_DO_WITH_IT = re.compile(
    r"\s(?:that )?(?:ought i to|should i|do i need to|can i|may i|i should|i ought to|i need to)"
    r" (?:raise|mention|bring up|discuss|take up|take|report|chase|explain|present)\b[^?]{0,80}",
    re.IGNORECASE,
)
_TAG = re.compile(r"(?:is|was) (?:that|this|it) (?:correct|right|so|true|the case)\s?\?*$", re.IGNORECASE)
_TOLD = re.compile(
    r"(?:i|we) (?:was|were|am|have been|hear|heard|understand|understood|gather|believe)(?: told)?(?: that)?\s+",
    re.IGNORECASE,
)

# Each part is read anew: a message of more is read as a whole.
_MOST_SENTENCES, _MOST_ASKS = 6, 4


@lru_cache(maxsize=256)
def without_courtesy(text: str) -> str:
    """The message without greeting, closing and the words that only lead to the question; never empty."""
    kept = _CLOSING.sub("", text)
    kept = _BEFORE_I.sub("", _THANKS.sub("", kept)) if kept[:1] else kept
    for opening in (_GREETING, _GREETING, _SUBJECT, _PRELUDE, _OCCASION, _ASKED_BY_OTHERS, _WRAPPER):
        kept = _without(opening, kept)
    if aside := _ASIDE.match(kept):
        kept = f"{kept[aside.end() :].rstrip(' ?.')} except {aside[1]}?"
    return kept if re.search(r"\w", kept) else text


def _without(opening: re.Pattern[str], text: str) -> str:
    found = opening.match(text)
    rest = text[found.end() :] if found else ""
    return rest if re.search(r"\w", rest) else text


@lru_cache(maxsize=256)
def sentences_that_ask(text: str) -> tuple[str, ...]:
    """The sentences of a message that ask for something, each without what explains it."""
    sentences = [part for part in _ENDS.split(text) if part and part.strip()]
    if len(sentences) > _MOST_SENTENCES:
        return (text,)
    if len(sentences) > 1 and _TAG.match(sentences[-1]):
        return (f"is it so: status of {_without(_TOLD, sentences[-2]).rstrip(' .')}?",)
    asking = [sentence for sentence in sentences if not _is_courteous(sentence)]
    asking = [sentence for sentence in asking if not _RECORDING.match(sentence)] or asking
    if any(_asks(sentence) for sentence in asking):
        asking = [sentence for sentence in asking if _asks(sentence) or not _explains(sentence)]
    return tuple(without_reason(without_courtesy(sentence.strip())) for sentence in asking) or (text,)


def without_reason(text: str) -> str:
    """ "Please send me …, I am new here" without what stands behind the comma."""
    found = (_WHY.search(text) or _TO_DO_WITH_IT.search(text)) if _WISHES.match(text) else None
    return text[: found.start()] if found and found.start() > 12 else text


def _asks(sentence: str) -> bool:
    return sentence.rstrip().endswith("?") or (bool(_WISHES.match(sentence)) and not _explains(sentence))


def _explains(sentence: str) -> bool:
    """Who asks, and what for; whatever holds a number is more than that."""
    told = bool(_EXPLAINS.match(sentence)) or sentence.rstrip(" .!").endswith(" here")
    return told and not sentence.rstrip().endswith("?") and not any(sign.isdigit() for sign in sentence)


def _is_courteous(sentence: str) -> bool:
    words = re.findall(r"\w+", sentence.casefold())
    return bool(words) and _COURTEOUS.issuperset(words) and "?" not in sentence


@lru_cache(maxsize=256)
def asks_in(sentence: str) -> tuple[str, ...]:
    """The questions that one sentence joins: "(1) … (2) …", "what …, and who …?"."""
    numbered = [part.strip(" ,;.") for part in _NUMBERED.split(sentence)]
    if 2 < len(numbered) <= _MOST_ASKS:
        return tuple(re.sub(r"\band$", "", part).strip(" ,;") for part in numbered[1:] if part)
    parts = [part.strip() for part in _NEXT_ASK.split(" ".join(sentence.split()))]
    if not 1 < len(parts) <= _MOST_ASKS:
        return (_without(_ORDINAL, sentence),)
    return tuple(_without(_ORDINAL, part) for part in parts if part)
