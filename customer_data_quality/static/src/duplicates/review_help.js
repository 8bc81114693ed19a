import {Dialog} from "@web/core/dialog/dialog";
import {Component} from "@odoo/owl";

/** The keys of the screen on which groups of duplicates are decided. */
export class ReviewHelp extends Component {
    static template = "customer_data_quality.ReviewHelp";
    static components = {Dialog};
    static props = {close: Function, mayMerge: Boolean};
}
