"""What `bhlp evaluate report` works out, as an analyst would in pandas, scipy and statsmodels: the yardstick.

  evaluation.py FOLDER [--replicates 2000] [--seed 2006] [--lean]

Reads the CSV files of a pilot as `bhlp import` takes them, describes spending by every group, waits, choice
and prices, works out changes, differences in differences with a bootstrap that draws lead professionals again
(each draw measured by its own clustered error), regressions with clustered errors, and cost-effectiveness
with its acceptability curve from three perspectives. Prints JSON. No disclosure control, no page, no charts.

--lean redraws by sums of each lead professional instead of by rows: what a statistician who has met the
problem before would write by hand.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import pandas as pd
import statsmodels.api as sm
from scipy import stats

WHOLE, HOUR, WORTH = 2500.0, 27.0, 2000.0
BETTER = {"gbo": 1, "sdq_total": -1}


def load(folder):
    """The tables, joined as they will be needed."""
    read = lambda name, days=(), **kinds: pd.read_csv(folder / name, parse_dates=list(days), dtype=kinds)
    children = read("children.csv", ["caf_on", "consent_on"], child_ref=str)
    budgets = read("budgets.csv", ["opened_on"])
    people = read("practitioners.csv")[["practitioner", "profession"]]
    providers = read("providers.csv", companies_house=str)[["provider", "sector"]]
    bought = read("purchases.csv", ["needed_on", "ordered_on", "received_on", "paid_on"])
    scores = read("outcomes.csv", ["observed_on"])
    minutes = read("time.csv", ["on"]).groupby("child_ref")["minutes"].sum()
    bought["net"] = (bought["amount"] - bought["vat"]).where(bought["received_on"].notna(), 0.0)
    bought = bought.merge(providers, on="provider").merge(
        people, left_on="lead_professional", right_on="practitioner")
    opened = budgets.groupby("child_ref").agg(given=("amount", "sum"), opened_on=("opened_on", "min"), fund=("fund", "first"))
    children = children.merge(opened, on="child_ref", how="left").merge(
        people, left_on="lead_professional", right_on="practitioner")
    children["spent"] = children["child_ref"].map(bought.groupby("child_ref")["net"].sum()).fillna(0.0)
    children["purchases"] = children["child_ref"].map(bought.groupby("child_ref").size()).fillna(0)
    children["minutes"] = children["child_ref"].map(minutes).fillna(0.0)
    start = children["opened_on"].fillna(children["caf_on"])
    born = pd.to_datetime(children["born"] + "-01")
    age = (start.dt.year - born.dt.year) - (start.dt.month < born.dt.month)
    children["age"] = pd.cut(age, [0, 5, 11, 16, 99], right=False)
    children["ethnic_group"] = children["ethnicity"].str[0]
    return children, bought, scores


def gini(values):
    ordered = np.sort(values)
    n, whole = len(ordered), ordered.sum()
    return 2 * (np.arange(1, n + 1) * ordered).sum() / (n * whole) - (n + 1) / n


def describe(children, bought):
    """Spending, waits, choice and prices."""
    given = children[children["arm"] == "budget"]
    spent = given["spent"]
    told = {
        "children": len(given), "given": given["given"].sum(), "spent": spent.sum(), "mean": spent.mean(),
        "sd": spent.std(), "quartiles": spent.quantile([.25, .5, .75]).tolist(), "nothing": (spent == 0).mean(),
        "gini": gini(spent.to_numpy()),
        "tenths": spent.groupby(pd.qcut(spent.rank(method="first"), 10)).sum().tolist(),
        "bands": np.histogram(spent, bins=np.arange(0, 2751, 250))[0].tolist(),
        "months": bought.groupby(bought["received_on"].dt.to_period("M"))["net"].sum().tolist(),
    }
    for key in ("cohort", "need_level", "need", "age", "sex", "ethnic_group", "area", "profession", "fund"):
        groups = given.groupby(key, observed=True)
        told[key] = groups.agg(n=("spent", "size"), purchases=("purchases", "sum"), given=("given", "sum"),
                               spent=("spent", "sum"), mean=("spent", "mean"), median=("spent", "median")).to_dict("list")
    for key in ("category", "sector", "profession"):
        groups = bought.groupby(key)
        told[f"by_{key}"] = groups.agg(n=("child_ref", "nunique"), purchases=("net", "size"), spent=("net", "sum")).to_dict("list")
    level = bought["child_ref"].map(children.set_index("child_ref")["need_level"])
    told["heat"] = bought.pivot_table(index="category", columns=level, values="net", aggfunc="sum").to_numpy().tolist()
    waited = pd.DataFrame({
        "category": bought["category"], "child_ref": bought["child_ref"], "provider": bought["provider"],
        "ordered": (bought["received_on"] - bought["ordered_on"]).dt.days,
        "needed": (bought["received_on"] - bought["needed_on"]).dt.days})
    for span in ("ordered", "needed"):
        found = waited.dropna(subset=[span]).groupby("category")[span]
        told[f"waits_{span}"] = found.quantile([.5, .9]).tolist()
    for key in ("options_considered", "chosen_by", "instead_of"):
        told[key] = bought.groupby(key).agg(n=("child_ref", "nunique"), purchases=("net", "size"), spent=("net", "sum")).to_dict("list")
    quarter = bought["ordered_on"].dt.to_period("Q")
    told["prices"] = bought.groupby(["category", quarter])["amount"].quantile([.25, .5, .75]).tolist()
    in_time = waited.dropna(subset=["needed"]).assign(in_time=lambda w: w["needed"] <= 0)
    shares = in_time.groupby(["provider", "child_ref"])["in_time"].mean()
    told["providers"] = shares.groupby("provider").agg(["size", "mean", "sem"]).nlargest(30, "size")["mean"].tolist()
    return told


def changes(children, scores):
    """First and last score of each child on each item; positive is better; items averaged."""
    pairs = scores.sort_values("observed_on").groupby(["child_ref", "measure", "item", "informant"], dropna=False)["value"].agg(["first", "last", "size"])
    pairs = pairs[pairs["size"] > 1].reset_index()
    pairs["improvement"] = (pairs["last"] - pairs["first"]) * pairs["measure"].map(BETTER)
    by_child = pairs.groupby(["measure", "child_ref"])[["first", "last", "improvement"]].mean().reset_index()
    return by_child.merge(children, on="child_ref")


def fit(cases, names):
    columns = sm.add_constant(cases[names].astype(float))
    return sm.OLS(cases["improvement"], columns).fit(cov_type="cluster", cov_kwds={"groups": cases["cluster"]})


def clusters(cases):
    """The rows of each lead professional."""
    order = np.argsort(cases["cluster"].to_numpy(), kind="stable")
    return np.split(order, np.cumsum(np.bincount(cases["cluster"]))[:-1])


def redrawn(cases, replicates, rng):
    """Bootstrap t over lead professionals: each draw has its own clustered error."""
    rows, centre = clusters(cases), fit(cases, ["treated"])
    drawn = np.empty(replicates)
    for at in range(replicates):
        chosen = rng.integers(0, len(rows), len(rows))
        taken = [rows[cluster] for cluster in chosen]
        sample = cases[["improvement", "treated"]].take(np.concatenate(taken))
        again = sample.assign(cluster=np.repeat(np.arange(len(taken)), [len(part) for part in taken]))
        fitted = fit(again, ["treated"])
        drawn[at] = (fitted.params["treated"] - centre.params["treated"]) / fitted.bse["treated"]
    low, high = np.quantile(drawn, [.025, .975])
    return centre.params["treated"] - high * centre.bse["treated"], centre.params["treated"] - low * centre.bse["treated"]


def redrawn_lean(cases, replicates, rng):
    """The same by sums of each lead professional."""
    count, centre = cases["cluster"].max() + 1, fit(cases, ["treated"])
    treated, gain = cases["treated"].to_numpy(), cases["improvement"].to_numpy()
    add = lambda values: np.bincount(cases["cluster"], values, count)
    n1, n0, g1, g0 = add(treated), add(1 - treated), add(gain * treated), add(gain * (1 - treated))
    drawn = np.empty(replicates)
    for at in range(replicates):
        times = np.bincount(rng.integers(0, count, count), minlength=count)
        t1, t0 = times @ n1, times @ n0
        m1, m0 = times @ g1 / t1, times @ g0 / t0
        parts = (g1 - m1 * n1) / t1 - (g0 - m0 * n0) / t0
        error = np.sqrt((times * parts ** 2).sum() * count / (count - 1))
        drawn[at] = (m1 - m0 - centre.params["treated"]) / error
    low, high = np.quantile(drawn, [.025, .975])
    return centre.params["treated"] - high * centre.bse["treated"], centre.params["treated"] - low * centre.bse["treated"]


def value(cases, replicates, rng, lean):
    """Cost and effect redrawn together, and how likely it is worth the money, from three perspectives."""
    told, worth = {}, np.linspace(0, WORTH, 41)
    time = cases["minutes"] / 60 * HOUR
    for name, cost in {"fund": cases["spent"], "council": cases["spent"] + time, "public": cases["spent"] + time}.items():
        treated, values = cases["treated"].to_numpy(), np.column_stack([cost, cases["improvement"]])
        rows, plane = clusters(cases), np.empty((replicates, 2))
        count = len(rows)
        add = lambda values: np.bincount(cases["cluster"], values, count)
        n1, n0 = add(treated), add(1 - treated)
        sums = [[add(values[:, k] * side) for side in (treated, 1 - treated)] for k in (0, 1)]
        for at in range(replicates):
            chosen = rng.integers(0, count, count)
            if lean:
                times = np.bincount(chosen, minlength=count)
                plane[at] = [times @ with_ / (times @ n1) - times @ without / (times @ n0) for with_, without in sums]
            else:
                sample = cases[["treated"]].assign(cost=cost).join(cases["improvement"]).take(np.concatenate([rows[c] for c in chosen]))
                means = sample.groupby("treated")[["cost", "improvement"]].mean()
                plane[at] = (means.loc[1] - means.loc[0]).to_numpy()
        curve = [(plane[:, 1] * point - plane[:, 0] > 0).mean() for point in worth]
        told[name] = {"cost": plane[:, 0].mean(), "effect": plane[:, 1].mean(), "curve": curve}
    return told


def effects(cases, replicates, seed, lean):
    """Change, association, effect and value of each measure."""
    told, rng = {}, np.random.default_rng(seed)
    for measure, of_it in cases.groupby("measure"):
        of_it = of_it.reset_index(drop=True)
        of_it["cluster"] = pd.factorize(of_it["lead_professional"])[0]
        of_it["treated"] = (of_it["arm"] == "budget").astype(int)
        of_it["dose"] = of_it["spent"] / WHOLE
        given = of_it[of_it["treated"] == 1].reset_index(drop=True)
        groups = {key: of_it.groupby([key, "arm"], observed=True)["improvement"].agg(["size", "mean", "sem"]).to_dict("list")
                  for key in ("cohort", "need_level", "need", "age", "sex", "ethnic_group", "area", "profession")}
        difference = fit(of_it, ["treated"])
        given["cluster"] = pd.factorize(given["lead_professional"])[0]
        draw = redrawn_lean if lean else redrawn
        told[measure] = {
            "children": len(of_it), "groups": groups, "spearman": stats.spearmanr(given["spent"], given["improvement"]).statistic,
            "difference": difference.params["treated"], "interval": difference.conf_int().loc["treated"].tolist(),
            "redrawn": draw(of_it, replicates, rng), "adjusted": fit(of_it, ["treated", "first"]).params["treated"],
            "dose": fit(given, ["dose", "first"]).params["dose"], "value": value(of_it, replicates, rng, lean),
        }
    return told


if __name__ == "__main__":
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("folder", type=Path)
    arguments.add_argument("--replicates", type=int, default=2000)
    arguments.add_argument("--seed", type=int, default=2006)
    arguments.add_argument("--lean", action="store_true")
    options = arguments.parse_args()
    children, bought, scores = load(options.folder)
    found = describe(children, bought)
    found["effects"] = effects(changes(children, scores), options.replicates, options.seed, options.lean)
    print(json.dumps(found, default=float))
