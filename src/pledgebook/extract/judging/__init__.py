"""Is this clause a promise? Named rules with weights, and the encoder's opinion, added up as log-odds."""

from pledgebook.extract.judging.judge import Judge as Judge
from pledgebook.extract.judging.judge import Verdict as Verdict
from pledgebook.extract.judging.setting import Setting as Setting
