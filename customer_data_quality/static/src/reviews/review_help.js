import {Dialog} from "@web/core/dialog/dialog";
import {Component} from "@odoo/owl";

/** The keys of the screen on which one contact is reviewed after another. */
export class ReviewWalkHelp extends Component {
    static template = "customer_data_quality.ReviewWalkHelp";
    static components = {Dialog};
    static props = {close: Function};
}
