import {rpc} from "@web/core/network/rpc";
import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

const SAVE = {
    content: "Save",
    trigger: ".o_form_button_save",
    run: "click",
};
const DISCARD_QUESTION = {
    content: "Keep editing",
    trigger: ".modal-footer button:contains(Keep Editing)",
    run: "click",
};
const CONFIRM = {
    content: "Save all the same",
    trigger: ".modal:contains(contacts change grade) .modal-footer .btn-primary:contains(Save)",
    run: "click",
};

tours.add("customer_data_quality.rule_impact", {
    steps: () => [
        {
            content: "Make the rule count for much more",
            trigger: ".o_field_widget[name=weight] input",
            run: "edit 900",
        },
        SAVE,
        {
            content: "The effect is told first",
            trigger: ".modal:contains(/[0-9]+ of [0-9,]+ contacts change grade/)",
        },
        DISCARD_QUESTION,
        {
            content: "Nothing is saved yet",
            trigger: ".o_form_dirty .o_field_widget[name=weight] input:value(900)",
        },
        SAVE,
        CONFIRM,
        {
            content: "The scores are made anew in the background, and everybody sees how far",
            trigger: ".o_form_saved .o_quality_progress [role=progressbar]",
        },
        {
            content: "What a colleague reads changes no grade",
            trigger: ".o_field_widget[name=hint] input",
            run: "edit Ask for it.",
        },
        // fails if a dialog stood in the way
        ...stepUtils.saveForm(),
        {
            content: "Show who fails",
            trigger: "button[name=action_show_failing]",
            run: "click",
        },
        {
            content: "Exactly these contacts",
            trigger:
                ".o_list_view:has(.o_data_row:contains(TourRule Open)):not(:contains(TourRule Done))",
        },
    ],
});

tours.add("customer_data_quality.profile_impact", {
    steps: () => [
        {
            content: "Open a rule of the profile",
            trigger: ".o_field_widget[name=rule_ids] .o_data_row:contains(Street) [name=name]",
            run: "click",
        },
        {
            content: "Make it count for much more",
            trigger: ".modal .o_field_widget[name=weight] input",
            run: "edit 900",
        },
        {
            content: "Close the rule",
            trigger: ".modal .o_form_button_save",
            run: "click",
        },
        {
            content: "The rule is changed in the form only",
            trigger: "body:not(:has(.modal)) .o_form_dirty",
        },
        SAVE,
        CONFIRM,
        {
            content: "Saved",
            trigger: ".o_form_saved",
        },
    ],
});

tours.add("customer_data_quality.rule_error", {
    steps: () => [
        {
            content: "Ask for too much",
            trigger: ".o_field_widget[name=weight] input",
            run: "edit 5000",
        },
        SAVE,
        {
            content: "The error is told as Odoo does, without a question before",
            trigger: ".modal:contains(from 0 to 1000):not(:contains(change grade))",
        },
        {
            content: "Close the message",
            trigger: ".modal-footer button",
            run: "click",
        },
        {
            content: "Take the change back",
            trigger: ".o_form_button_cancel",
            run: "click",
        },
        {
            content: "Nothing was saved",
            trigger: ".o_form_saved .o_field_widget[name=weight] input:value(10)",
        },
    ],
});

function call(model, method, ...args) {
    return rpc(`/web/dataset/call_kw/${model}/${method}`, {model, method, args, kwargs: {}});
}

tours.add("customer_data_quality.rescore_progress", {
    steps: () => [
        {
            content: "The list of profiles says how far the scores are",
            trigger: ".o_list_view .o_quality_progress [role=progressbar][aria-valuenow='0']",
            async run() {
                // the rules by which all contacts have been scored already
                const rules = await call("partner.quality.rule", "search", [
                    ["profile_id.name", "=", "Tour"],
                    ["name", "=", "Street"],
                ]);
                await call("partner.quality.rule", "write", rules, {weight: 10});
            },
        },
        {
            content: "It is noticed without anybody doing anything, and is not shown any more",
            trigger: ".o_list_view:not(:has(.o_quality_progress)) .o_data_row",
        },
    ],
});
