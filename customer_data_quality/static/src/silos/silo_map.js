import {_t} from "@web/core/l10n/translation";
import {curves, placed, size, trendPoints} from "./silo_layout";
import {deserializeDate, formatDate} from "@web/core/l10n/dates";
import {Layout} from "@web/search/layout";
import {formatFloat, formatInteger} from "@web/views/fields/formatters";
import {registry} from "@web/core/registry";
import {standardActionServiceProps} from "@web/webclient/actions/action_service";
import {useService} from "@web/core/utils/hooks";
import {Component, onWillStart, useState} from "@odoo/owl";

const TREND = {width: 240, height: 60};

/** Which apps hold how many people, how many of them are connected, and who is known in several. */
export class SiloMap extends Component {
    static template = "customer_data_quality.SiloMap";
    static components = {Layout};
    static props = {...standardActionServiceProps};

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.formatInteger = formatInteger;
        this.size = size;
        this.trendSize = TREND;
        this.state = useState({data: null, focused: false});
        this.display = {controlPanel: {}};
        onWillStart(async () => {
            this.state.data = await this.orm.call("partner.silo.source", "map_data", []);
        });
    }

    get sources() {
        return this.state.data.sources.filter((source) => source.people);
    }

    get empty() {
        return this.state.data.sources.filter((source) => !source.people).map((source) => source.name);
    }

    get places() {
        return placed(this.sources);
    }

    get curves() {
        return curves(this.state.data.overlaps, this.places);
    }

    get share() {
        return formatFloat(this.state.data.share, {digits: [16, 1]});
    }

    get trend() {
        return trendPoints(this.state.data.trend, TREND.width, TREND.height);
    }

    get date() {
        return this.state.data.date ? formatDate(deserializeDate(this.state.data.date)) : "";
    }

    get firstDate() {
        return formatDate(deserializeDate(this.state.data.trend[0][0]));
    }

    get description() {
        return _t("Map of the places that hold people; the table below says the same.");
    }

    described(place) {
        return _t("%(name)s: %(people)s people, %(connected)s connected", {
            name: place.name,
            people: formatInteger(place.people),
            connected: formatInteger(place.connected),
        });
    }

    inBoth(curve) {
        return _t("%(count)s contacts are known in %(first)s and in %(second)s", {
            count: formatInteger(curve.people),
            first: curve.from,
            second: curve.to,
        });
    }

    percent(source) {
        return `${source.people ? Math.round((100 * source.connected) / source.people) : 0} %`;
    }

    open(source) {
        this.action.doAction("customer_data_quality.partner_silo_record_action", {
            additionalContext: {search_default_open: 1, search_default_group_kind: 1, search_default_source_id: source.id},
        });
    }

    onKeydown(ev, source) {
        if (["Enter", " "].includes(ev.key)) {
            ev.preventDefault();
            this.open(source);
        }
    }
}

registry.category("actions").add("customer_data_quality.silo_map", SiloMap);
