#!/usr/bin/env python3
"""The table of docs/data-truth.md on features and training pictures: one neuron on each pair of both.

    filter_ablation.py FOLDER    that bench/FilterAblation.java has filled

Prints the area under the ROC curve on the stamps' test part with its 95 % interval (1,000 resamples of objects). The neuron is
scikit-learn's logistic regression on standardised features, with the penalty of NeuronTraining (0.03 of half the squared
weights, against the mean cross-entropy). Needs numpy and scikit-learn.
"""

import sys
from pathlib import Path

import numpy
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler

PENALTY = 0.03
RESAMPLES = 1000


def read(folder, name, part):
    files = sorted(folder.glob(f"{name}-{part}-*.csv"))
    rows = numpy.concatenate([numpy.loadtxt(file, delimiter=",", ndmin=2) for file in files])
    return rows[:, 0].astype(int), rows[:, 1].astype(int), rows[:, 2:]


def interval(objects, good, scores):
    draw = numpy.random.default_rng(1)
    by_object = [numpy.flatnonzero(objects == each) for each in numpy.unique(objects)]
    areas = []
    while len(areas) < RESAMPLES:
        some = numpy.concatenate([by_object[i] for i in draw.integers(0, len(by_object), len(by_object))])
        if 0 < good[some].sum() < len(some):
            areas.append(roc_auc_score(good[some], scores[some]))
    return numpy.percentile(areas, [2.5, 97.5])


def main():
    folder = Path(sys.argv[1])
    print("| filter | features | training pictures | samples, numbers | ROC AUC on stamps |\n|---|---|---|---|---|")
    for kind in ("mask", "inpainting"):
        for features in ("pooled", "measures"):
            objects, good, test = read(folder, f"{kind}-{features}", "test")
            for pictures in ("first", "today"):
                _, answers, samples = read(folder, f"{kind}-{features}", pictures)
                neuron = make_pipeline(
                    StandardScaler(), LogisticRegression(C=1 / (PENALTY * len(answers)), max_iter=5000)
                )
                scores = neuron.fit(samples, answers).predict_proba(test)[:, 1]
                low, high = interval(objects, good, scores)
                print(
                    f"| {kind} | {features} | {pictures} | {samples.shape[0]}, {samples.shape[1]:,} "
                    f"| {roc_auc_score(good, scores):.3f} [{low:.3f}, {high:.3f}] |"
                )


if __name__ == "__main__":
    main()
