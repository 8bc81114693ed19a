import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {Component} from "@odoo/owl";

/** Icons, so that the lights can be told apart without colours. */
const ICONS = {
    green: "fa-check-circle text-success",
    amber: "fa-exclamation-circle text-warning",
    red: "fa-ban text-danger",
    grey: "fa-circle-o text-muted",
};

function lightLabel(light) {
    return {
        green: _t("Allowed"),
        amber: _t("Attention"),
        red: _t("Not allowed"),
        grey: _t("No basis"),
    }[light];
}

/** One light per purpose, in a row: on cards, in lists and at the head of the contact. */
export class ConsentLights extends Component {
    static template = "customer_data_quality.ConsentLights";
    static props = {...standardFieldProps};

    get purposes() {
        return (this.props.record.data[this.props.name] || []).map((purpose) => ({
            ...purpose,
            icon: ICONS[purpose.light],
            tooltip: purpose.channels
                .map((channel) => `${channel.label}: ${channel.reason}`)
                .join("\n"),
            text: `${purpose.name}: ${lightLabel(purpose.light)}`,
        }));
    }
}

/** All purposes and channels of a contact with what can be recorded about each. */
export class ConsentStatus extends Component {
    static template = "customer_data_quality.ConsentStatus";
    static props = {...standardFieldProps};

    setup() {
        this.action = useService("action");
    }

    get purposes() {
        return (this.props.record.data[this.props.name] || []).map((purpose) => ({
            ...purpose,
            channels: purpose.channels.map((channel) => ({
                ...channel,
                icon: ICONS[channel.light],
                text: lightLabel(channel.light),
            })),
        }));
    }

    async recordConsent(purpose, channel, kind) {
        if (await this.props.record.save()) {
            await this.action.doAction("customer_data_quality.partner_consent_record_action", {
                additionalContext: {
                    default_partner_ids: [this.props.record.resId],
                    default_purpose_id: purpose.id,
                    default_channel: channel.channel,
                    default_kind: kind,
                },
                onClose: () => this.props.record.load(),
            });
        }
    }

    openConsent(channel) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "partner.consent",
            res_id: channel.consent_id,
            views: [[false, "form"]],
        });
    }
}

/** One light with its word, for a selection. */
export class ConsentLight extends Component {
    static template = "customer_data_quality.ConsentLight";
    static props = {...standardFieldProps};

    get light() {
        return this.props.record.data[this.props.name];
    }

    get icon() {
        return ICONS[this.light];
    }

    get text() {
        return lightLabel(this.light);
    }
}

registry.category("fields").add("consent_lights", {
    component: ConsentLights,
    displayName: _t("Consent Lights"),
    supportedTypes: ["json"],
});
registry.category("fields").add("consent_status", {
    component: ConsentStatus,
    displayName: _t("Consent by Purpose"),
    supportedTypes: ["json"],
});
registry.category("fields").add("consent_light", {
    component: ConsentLight,
    displayName: _t("Consent Light"),
    supportedTypes: ["selection"],
});
