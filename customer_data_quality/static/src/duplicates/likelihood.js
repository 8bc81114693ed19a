import {_t} from "@web/core/l10n/translation";
import {formatPercentage} from "@web/views/fields/formatters";

const CERTAIN_SHARE = 0.995;
const WORDS = [
    [0.99, _t("Almost certainly the same")],
    [0.9, _t("Very likely the same")],
    [0.7, _t("Likely the same")],
    [0.5, _t("Possibly the same")],
    [0.1, _t("Rather not the same")],
    [0, _t("Almost certainly not the same")],
];

/**
 * @param {Number} probability from 0 to 1
 * @returns {String}
 */
export function inWords(probability) {
    return WORDS.find(([least]) => probability >= least)[1];
}

/**
 * Nothing is certain: no text that says 100 % or 0 %.
 *
 * @param {Number} probability from 0 to 1
 * @returns {String}
 */
export function asPercent(probability) {
    if (probability >= CERTAIN_SHARE) {
        return _t("over %s", formatPercentage(0.99, {digits: [0, 0]}));
    }
    if (probability < 1 - CERTAIN_SHARE) {
        return _t("under %s", formatPercentage(0.01, {digits: [0, 0]}));
    }
    return formatPercentage(probability, {digits: [0, 0]});
}
