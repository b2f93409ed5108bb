"""What reports keep: charts that were drawn, and what the figures of the programme are counted from."""

from reports.models.drawings import Drawing
from reports.models.figures import EarlierCount, EffectSnapshot, PaperReader, Tally, TallyState, Target, UseFact

__all__ = ["Drawing", "EarlierCount", "EffectSnapshot", "PaperReader", "Tally", "TallyState", "Target", "UseFact"]
