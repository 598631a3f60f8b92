"""The columns behind the figures in words, in English and Dutch, for those who open the data in a spreadsheet."""

from __future__ import annotations

from wijkteams.numbers.formats import LANGUAGES, Language

_HEADS = """
a_low, a_high | All such municipalities, {} | Alle gemeenten in die groep, {}
answered | Answered | Deelgenomen
at_least | At least | Minstens
b_low, b_high | Tendency, {} | Tendens, {}
base | Base | Noemer
base_fits | Base fits | Noemer past
base_named | Base named | Noemer genoemd
base_printed | Base as printed | Noemer zoals gepubliceerd
bases | Bases | Noemers
bias | Bias | Vertekening
bias_mcse | Bias, simulation error | Vertekening, simulatiefout
c_low, c_high | Without assumptions, {} | Zonder aannamen, {}
change_low, change_high | Change, {} | Verandering, {}
claim | Claim | Uitspraak
claim_en, claim_nl | Claim | Uitspraak
claim_id | Claim (code) | Uitspraak (code)
clusters | Municipalities | Gemeenten
condition_en, condition_nl | Condition | Voorwaarde
correlation | Correlation | Samenhang
counts | Counts | Aantallen
coverage | Coverage | Dekking
coverage_mcse | Coverage, simulation error | Dekking, simulatiefout
date | Date | Datum
decided_by | Decided by | Beslist door
deciding_number | Number that decides | Getal dat beslist
delta | Difference of those who did not answer | Afwijking van de non-respons
delta_star | Delta* | Delta*
domain | Group sizes | Groepsomvang
effect | Effect | Effect
effect_bias_points | Bias of the effect | Vertekening van het effect
effect_bias_points_mcse | Bias of the effect, simulation error | Vertekening van het effect, simulatiefout
effect_coverage | Coverage of the effect | Dekking van het effect
effect_coverage_mcse | Coverage of the effect, simulation error | Dekking van het effect, simulatiefout
effect_points | Effect, points | Effect, procentpunt
effect_low, effect_high | Effect, {} | Effect, {}
estimand | What it is | Soort getal
estimate | Estimate | Schatting
estimator | Estimator | Schatter
evidence | Kind of evidence | Soort bewijs
exposed_share | Share with the type | Aandeel met het type
far | What is left, at most | Wat overblijft, hoogstens
figure_id, figure_ids | Rows of the register | Rijen van het register
finding | Finding | Bevinding
firth | Firth | Firth
gap | Gap | Kloof
group | Group | Groep
holds_truth | Holds the truth | Bevat de waarheid
item_id, item_ids | Item (code) | Item (code)
items | Items | Items
kind | Kind | Soort
label_en, label_nl | Item | Item
level | Level | Niveau
level_en, level_nl | Level | Niveau
locator | Place in the source | Plaats in de bron
log_odds | Log odds | Log-odds
low, high | {} | {}
missing | Missing | Ontbreekt
mix_high | Mix, at most | Mix, hoogstens
model | Model | Model
movement_low, movement_high | Movement, {} | Verschuiving, {}
municipalities | Municipalities | Gemeenten
n | Answers (n) | Antwoorden (n)
n_low, n_high | Answers (n), {} | Antwoorden (n), {}
near | What is left, at least | Wat overblijft, minstens
note | Note | Opmerking
odds_ratio | Odds ratio | Odds-ratio
odds_low, odds_high | Odds ratio, {} | Odds-ratio, {}
outcome_share | Share of the outcome | Aandeel van de uitkomst
overlap | Overlap | Overlap
p_type | p of the type | p van het type
p_type_holm | p of the type, after Holm | p van het type, na Holm
place | Place | Plaats
possible | Possible | Mogelijk
possible_bases | Possible bases | Mogelijke noemers
printed_value | As printed | Zoals gepubliceerd
publisher | Publisher | Uitgever
reference | Compared with | Vergeleken met
refused | Refused | Geweigerd
rejection | Rejection | Verwerping
rejection_mcse | Rejection, simulation error | Verwerping, simulatiefout
replications | Replications | Herhalingen
respondents | Answered | Deelgenomen
rest | The others | De overige
se | Standard error | Standaardfout
share | Share | Aandeel
share_with | Share with the type | Aandeel met het type
share_without | Share without the type | Aandeel zonder het type
short | Falls short | Tekort gemeld
short_low, short_high | Falls short, {} | Tekort gemeld, {}
shortfall_id | Shortfall (code) | Tekort (code)
shortfall_label_en, shortfall_label_nl | Shortfall | Tekort
shortfall_share | Share of the shortfall | Aandeel van het tekort
shortfall_low, shortfall_high | Share of the shortfall, {} | Aandeel van het tekort, {}
silent | Did not answer | Nam niet deel
silent_exposed | Did not answer, with the type | Nam niet deel, met het type
slope | Slope | Helling
slope_low, slope_high | Slope, {} | Helling, {}
source_id | Source | Bron
start | Start | Begin
status | Status | Status
study | Study | Onderzoek
synthetic | SYNTHETIC | SYNTHETISCH
term | Term | Term
topic | Topic | Onderwerp
true_effect_points | True effect, points | Waar effect, procentpunt
true_odds_ratio | True odds ratio | Ware odds-ratio
type_id | Type of team (code) | Type team (code)
type_label_en, type_label_nl | Type of team | Type team
type_share | Share of the type | Aandeel van het type
type_low, type_high | Share of the type, {} | Aandeel van het type, {}
verdict | Verdict | Oordeel
verdict_en, verdict_nl | Verdict | Oordeel
wave_date | Date of the survey | Datum van de peiling
wave_from, wave_to | Survey, {} | Peiling, {}
wave_id | Survey | Peiling
waves | Surveys | Peilingen
with_team | With a team | Met een team
with_team_low, with_team_high | With a team, {} | Met een team, {}
within_low | Within, at least | Binnen, minstens
world | World | Wereld
year | Year | Jaar
"""
_ENDS: dict[str, dict[Language, str]] = {
    "_low": {"en": "from", "nl": "van"},
    "_from": {"en": "from", "nl": "van"},
    "_high": {"en": "to", "nl": "tot"},
    "_to": {"en": "to", "nl": "tot"},
}


def _read() -> dict[str, dict[Language, str]]:
    """Read ``names | English | Dutch``; ``{}`` stands for the end of an interval that a name is."""
    found: dict[str, dict[Language, str]] = {}
    for line in _HEADS.strip().splitlines():
        names, *words = (part.strip() for part in line.split("|"))
        for name in names.split(", "):
            ends = next((ends for end, ends in _ENDS.items() if f"_{name}".endswith(end)), None)
            found[name] = {
                language: text.format(ends[language] if ends else "")
                for language, text in zip(LANGUAGES, words, strict=True)
            }
    return found


HEADS = _read()
"""Name of a column to its head in "en" and "nl"."""


def head_of(name: str, language: Language) -> str:
    """Return the head of a column; one without words is its name."""
    return HEADS[name][language] if name in HEADS else name.replace("_", " ")
