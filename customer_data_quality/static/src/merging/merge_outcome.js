import {_t} from "@web/core/l10n/translation";
import {moveTexts} from "./merge_state";

const SHOWN_MS = 15000;
const SHOWN_KINDS = 4;

/**
 * Take a merge back; where something has changed since, somebody decides.
 *
 * @param {Object} services of an environment
 * @param {Number} mergeId
 */
async function undoMerge({orm, action, notification}, mergeId) {
    const result = await orm.call("partner.merge", "action_undo", [[mergeId]]);
    if (typeof result === "object" && result) {
        return action.doAction(result);
    }
    notification.add(_t("The contacts are as they were before."), {type: "success"});
    return action.doAction({type: "ir.actions.client", tag: "soft_reload"});
}

/**
 * Say what was merged, with a way back.
 *
 * @param {Object} services of an environment: the message outlives the screen
 * @param {Object} outcome what the server returns
 */
export function notifyMerged(services, outcome) {
    const {id, name, merged, moves} = outcome;
    const kinds = moveTexts(moves);
    const more = kinds.length > SHOWN_KINDS ? " …" : "";
    const moved = kinds.length
        ? _t("Moved: %s", kinds.slice(0, SHOWN_KINDS).join(", ") + more)
        : _t("There was nothing to move.");
    const close = services.notification.add(moved, {
        title:
            merged === 1
                ? _t("One contact merged into “%s”", name)
                : _t("%(count)s contacts merged into “%(name)s”", {count: merged, name}),
        type: "success",
        autocloseDelay: SHOWN_MS,
        className: "o_merge_outcome",
        buttons: [
            {
                name: _t("Undo"),
                onClick: () => {
                    close();
                    return undoMerge(services, id);
                },
            },
            {
                name: _t("Details"),
                onClick: () => {
                    close();
                    return services.action.doAction({
                        type: "ir.actions.act_window",
                        res_model: "partner.merge",
                        res_id: id,
                        views: [[false, "form"]],
                    });
                },
            },
        ],
    });
}
