import {Component} from "@odoo/owl";

/** One touchpoint: picture of its kind, what it is, with whom, when. */
export class TouchpointEntry extends Component {
    static template = "customer_data_quality.TouchpointEntry";
    static props = {
        entry: Object,
        kind: Object,
        onOpen: Function,
    };
}
