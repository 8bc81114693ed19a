import {Dialog} from "@web/core/dialog/dialog";
import {parseEmail} from "@mail/utils/common/format";
import {Component} from "@odoo/owl";
import {comparedValues, findDuplicates} from "./compared";
import {DuplicateMatch} from "./duplicate_match";

/** Before a contact is made of nothing but a name: is it one of these? */
export class DuplicateDialog extends Component {
    static template = "customer_data_quality.DuplicateDialog";
    static components = {Dialog, DuplicateMatch};
    static props = {
        close: Function,
        name: String,
        matches: Array,
        onDecided: Function,
    };

    decide(decision) {
        this.props.onDecided(decision);
        this.props.close();
    }
}

/**
 * What Odoo makes of “Anna Huber <anna@example.com>”, of an address alone and of a name alone.
 *
 * @param {String} text that is not empty
 * @returns {Object} values by field name
 */
export function typedContact(text) {
    const [name, email] = parseEmail(text);
    return name === email ? {email} : {name, email};
}

/**
 * Ask whether a contact is to be made, if there is likely one already.
 *
 * @param {Object} services orm and dialog
 * @param {Object} data of the contact to be made, by field name
 * @returns {Promise<Object>} `create` to make it, `contact` to take this one instead; neither when the question was
 *      cancelled
 */
export async function askBeforeCreate({orm, dialog}, data) {
    const matches = await findDuplicates(orm, comparedValues(data));
    if (!matches.length) {
        return {create: true};
    }
    return new Promise((resolve) => {
        dialog.add(
            DuplicateDialog,
            {name: data.name || data.email || "", matches, onDecided: resolve},
            {onClose: () => resolve({})}
        );
    });
}
