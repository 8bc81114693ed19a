import {_t} from "@web/core/l10n/translation";
import {registry} from "@web/core/registry";
import {useService} from "@web/core/utils/hooks";
import {standardFieldProps} from "@web/views/fields/standard_field_props";
import {standardWidgetProps} from "@web/views/widgets/standard_widget_props";
import {Component} from "@odoo/owl";
import {useLateFields} from "../late_fields";

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

/** One light per purpose, in a row. */
export class ConsentLights extends Component {
    static template = "customer_data_quality.ConsentLights";
    static props = {...standardFieldProps};

    get shown() {
        return this.props.record.data[this.props.name];
    }

    get purposes() {
        return (this.shown || []).map((purpose) => ({
            ...purpose,
            icon: ICONS[purpose.light],
            tooltip: purpose.channels
                .map((channel) => `${channel.label}: ${channel.reason}`)
                .join("\n"),
            text: `${purpose.name}: ${lightLabel(purpose.light)}`,
        }));
    }
}

/** At the head of the contact: the lights, and whether it may be called. */
export class ConsentHead extends ConsentLights {
    static template = "customer_data_quality.ConsentHead";
    static props = {...standardWidgetProps};

    setup() {
        this.late = useLateFields(["consent_lights", "consent_call_light", "phone"]);
    }

    get shown() {
        return this.late.values.consent_lights;
    }

    get callLight() {
        const {phone, consent_call_light} = this.late.values;
        return phone && consent_call_light;
    }

    get callIcon() {
        return ICONS[this.callLight];
    }

    get callText() {
        return lightLabel(this.callLight);
    }
}

/** All purposes and channels of a contact with what can be recorded about each. */
export class ConsentStatus extends Component {
    static template = "customer_data_quality.ConsentStatus";
    static props = {...standardWidgetProps};

    setup() {
        this.action = useService("action");
        this.late = useLateFields(["consent_lights"]);
    }

    get purposes() {
        return this.late.values.consent_lights?.map((purpose) => ({
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

registry.category("fields").add("consent_lights", {
    component: ConsentLights,
    displayName: _t("Consent Lights"),
    supportedTypes: ["json"],
});
registry.category("view_widgets").add("consent_head", {component: ConsentHead});
registry.category("view_widgets").add("consent_status", {component: ConsentStatus});
