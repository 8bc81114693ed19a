import {useHotkey} from "@web/core/hotkeys/hotkey_hook";
import {useService} from "@web/core/utils/hooks";
import {useExternalListener} from "@odoo/owl";

const EDITABLE = "input:not([type=checkbox]), textarea, select, [contenteditable=true]";

/**
 * Do something at the press of a single key, except where somebody is typing or a dialog is open.
 *
 * @param {Object} actions functions by key
 */
export function useReviewKeys(actions) {
    const {"?": help, ...others} = actions;
    for (const [key, action] of Object.entries(others)) {
        useHotkey(key, action);
    }
    // Odoo's hotkeys know letters and arrows only
    const ui = useService("ui");
    useExternalListener(window, "keydown", (ev) => {
        if (ev.key === "?" && ui.activeElement === document && !ev.target.closest?.(EDITABLE)) {
            ev.preventDefault();
            help();
        }
    });
}
