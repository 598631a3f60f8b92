"""Numbers: what the prose, the figures and the tables print.

Inputs:  config/{numbers,labels}.yaml, data/raw/waves.csv, the results that the numbers and verdicts are taken from
Outputs: results/numbers/<namespace>.json  the numbers of one topic
         results/numbers.json              all of them
         results/verdicts.json             the verdicts that the prose prints
"""

from wijkteams.workflow.settings import WantedNumbers, read_checked

NUMBERS = read_checked(Path("config/numbers.yaml"), WantedNumbers)


def numbers_inputs(wildcards):
    """The results behind the numbers of one namespace."""
    wanted = NUMBERS[wildcards.namespace]
    fixed = {
        "survey": "data/raw/waves.csv",
        "register": rules.tidy_register.output.counts,
        "printed": "results/register/package/figures.csv",
    }
    if wildcards.namespace in fixed:
        return [fixed[wildcards.namespace]]
    if wildcards.namespace == "change":
        topics = sorted({key.split(".")[0] for keys in wanted.values() for key in keys})
        return [rules.merge_changes.output.table, *(f"results/estimates/{topic}.csv" for topic in topics)]
    named = [*wanted.get("cells", {}).values(), *wanted.get("rows", {}).values()]
    if named:
        shares = {f"results/estimates/{name.split('.')[0]}.csv" for each in named for name in each.get("of", [])}
        return sorted({each["table"] for each in named} | shares)
    trends = ["results/models/shortfall_by_date.csv"] if "trends" in wanted else []
    return [f"results/estimates/{wildcards.namespace}.csv", *trends]


rule compute_numbers:
    input:
        tables=numbers_inputs,
        labels="config/labels.yaml",
        code=code_of("compute_numbers"),
    output:
        numbers="results/numbers/{namespace}.json",
    params:
        **settings(
            namespace=lambda wildcards: wildcards.namespace,
            wanted=lambda wildcards: NUMBERS[wildcards.namespace],
        ),
    message:
        "Compute the numbers for the prose on {wildcards.namespace}"
    shell:
        run_script("compute_numbers")


rule merge_numbers:
    input:
        parts=[f"results/numbers/{namespace}.json" for namespace in NUMBERS],
        code=code_of("merge_numbers"),
    output:
        numbers="results/numbers.json",
    params:
        **settings(),
    message:
        "Put all numbers for the prose in one file"
    shell:
        run_script("merge_numbers")


rule merge_verdicts:
    input:
        changes=rules.merge_changes.output.table,
        sensitivity=rules.vary_verdicts.output.varied,
        claims=rules.judge_claims.output.compared,
        unmeasured=rules.judge_claims.output.unmeasured,
        code=code_of("merge_verdicts"),
    output:
        verdicts="results/verdicts.json",
    params:
        **settings(),
    message:
        "Put all verdicts for the prose in one file"
    shell:
        run_script("merge_verdicts")
