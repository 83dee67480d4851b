"""What is asked of a series of figures, told by the shape of the sentence rather than by single words."""

import re
from collections.abc import Mapping

from csp_core.asking.general import Kind
from csp_core.asking.questions import Aspect
from csp_core.asking.sentence import Sentence


def shape_of(sentence: Sentence) -> Aspect | None:
    """What a sentence that names a series wants of it; None where its shape does not say, or it asks of actions."""
    if sentence.has("action", "actions") or sentence.cue("overdue", "owner", "partners"):
        return None
    if any(not span.said.isdigit() and span.means(Kind.REF) for span in sentence.spans):
        return None
    return next((aspect for aspect, shape in _SHAPES.items() if shape.search(sentence.text)), None)


def _shape(*parts: str) -> re.Pattern[str]:
    return re.compile("|".join(parts), re.IGNORECASE)


_THIS, _LAST = r"(?:this|current|now)", r"(?:last|previous|the (?:one|year|time) before)"
_YEAR = r"(?: (?:yr|year|period|one))?"
_SHAPES: Mapping[Aspect, re.Pattern[str]] = {
    Aspect.COMPARE_PERIODS: _shape(
        r"\b(?:both|two|2)[- ]?(?:years?|yrs?|periods?)\b(?! (?:ago|time|on\b))",
        rf"\b{_LAST}{_YEAR}(?: \w+)? (?:or|and|v|vs|versus|against|to|with) (?:\w+ )?{_THIS}\b",
        rf"\b{_THIS}{_YEAR} (?:or|and|v|vs|versus|against|to|with) (?:\w+ )?{_LAST}\b",
        r"\b(?:a )?year earlier\b",
    ),
    Aspect.DEFINITION: _shape(
        r"\bmade up of\b|\bmakes? up\b|\bwhen (?:it|they)['’]?(?:s|re) at home\b",
        r"\bhow .{0,60}\b(?:is|are|gets?) (?:counted|measured|calculated|worked out|defined|arrived at)\b",
        r"^(?:is|are|do|does|would|should) .{1,60}\b(?:part of|counted (?:in|as|under)|count (?:as|towards)|come under"
        r"|fall under|go (?:in|into|under)|included? in|in the .{1,60}\b(?:number|figure|count|total)s?)\b",
    ),
    Aspect.PERIOD: _shape(
        r"\b(?:what|which) (?:dates|months|period|year|time)\b.{0,60}\b(?:cover|for|from)",
        r"\bwhen (?:do|does|did)\b.{0,60}\b(?:start|begin|run|end|cover)",
    ),
    Aspect.SOURCE: _shape(r"\b\w+ (?:data|figures?|numbers?) or\b", r"\bsource document\b", r"\bwhose data\b"),
    Aspect.CHANGE: _shape(
        r"\bwhich way\b|\b(?:more or fewer|fewer or more|up or down|down or up|better or worse|more or less)\b",
        r"\b(?:done|moved|gone|doing|moving|changed) (?:over|on|in|up|down|since)\b.{0,20}(?:year|yr|12|twelve|month)",
        r"\b(?:up|down) on (?:last|the)\b",
    ),
    Aspect.LATEST: _shape(
        r"\bmost recent\b|\bnewest\b|\bthe latest (?:we|that|you)\b|\blatest (?:no|number|figure|total|count)\b",
        r"\bhow (?:safe|worried|trusted|satisfied|confident|happy|afraid|concerned|unsafe)\b",
        r"\b(?:what|how|did|do|many|much|percent|percentage|% of)\b.{0,20}\b(?:people|residents|public|they) "
        r"(?:feel|felt|think|thought|say|said|answer|reply)\b",
        r"\bsurvey\b.{0,40}\b(?:find|found|say|said|show|showed|came back|results?|number|tell)\b|\bwhat came back\b",
        r"\b(?:headline|result|finding|number|figure)s? (?:from|of|in) (?:the|our|last).{0,40}\bsurvey\b",
        r"\b(?:is|are|was|were|has|have)\b.{1,60}\b(?:confirmed|final(?:ised)?|provisional|estimated)\b",
        r"\bwhy (?:did|has|have|is|are)\b.{1,60}\bfrom \d|\bwhy the (?:difference|change)|(?:n['’]?t|not) match\b",
    ),
}
