import {_t} from "@web/core/l10n/translation";
import {formatFloat} from "@web/core/utils/numbers";

export const DIMENSIONS = {
    completeness: _t("Completeness"),
    validity: _t("Validity"),
    uniqueness: _t("Uniqueness"),
    consistency: _t("Consistency"),
    timeliness: _t("Timeliness"),
};

const CONTEXT_CLASSES = {A: "success", B: "success", C: "warning", D: "danger", E: "danger"};
// Where the grades begin, as in engine/scoring.py.
const GRADES = [
    ["A", 90],
    ["B", 80],
    ["C", 70],
    ["D", 60],
];

/**
 * @param {number} score 0 to 100
 * @returns {string} the grade that the score stands for
 */
export function gradeOf(score) {
    return (GRADES.find(([, least]) => score >= least) || ["E"])[0];
}

/**
 * @param {string} grade
 * @returns {string} the word by which Bootstrap's classes name the colour of the grade
 */
export function contextClass(grade) {
    return CONTEXT_CLASSES[grade] || "secondary";
}

/**
 * @param {number} points of the score, with one decimal
 * @returns {string} in the notation of the user's language, without an empty decimal
 */
export function formatPoints(points) {
    return formatFloat(points, {digits: [0, 1], trailingZeros: false});
}
