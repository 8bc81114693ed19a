import {registry} from "@web/core/registry";
import {stepUtils} from "@web_tour/tour_utils";

const tours = registry.category("web_tour.tours");

const NAME = ".o_field_widget[name=name] :is(input, textarea)";
const NO_NOTIFICATION = {
    content: "Nobody is nagged",
    trigger: "body:not(:has(.o_notification))",
};

function score(percent, count) {
    return {
        content: `The gauge shows ${percent} % at once`,
        trigger: `.o_quality_gauge:contains("${percent} %"):contains("${count} to improve")`,
    };
}

function edit(fieldName, text) {
    return {
        content: `Type the ${fieldName}`,
        trigger: `.o_field_widget[name=${fieldName}] input`,
        run: `edit ${text} && press Tab`,
    };
}

tours.add("customer_data_quality.contact_form", {
    steps: () => [
        score(0, 4),
        {
            content: "Name the new contact",
            trigger: NAME,
            run: "edit Tour Tischlerei",
        },
        edit("street", "Ringstraße 1"),
        score(20, 3),
        {
            content: "Open the checklist",
            trigger: ".o_quality_gauge",
            run: "click",
        },
        {
            content: "What is done is off the list",
            trigger: ".o_quality_gaps:not(:contains(Street))",
        },
        {
            content: "Each item says what it is worth, in which dimension and what to do",
            trigger:
                ".o_quality_gap:contains(Town):contains('+60'):contains(Completeness):contains(Add the town.)",
        },
        {
            content: "Ask why",
            trigger: ".o_quality_gap:contains(Town) summary",
            run: "click",
        },
        {
            content: "Read the reason",
            trigger: ".o_quality_gap:contains(Town) details[open]:contains(does not arrive)",
        },
        {
            content: "A field that this form does not show has no link",
            trigger:
                ".o_quality_gap:contains(Bank):contains(This form does not show):not(:has(button))",
        },
        {
            content: "Go to a field on another page",
            trigger: ".o_quality_show[data-field=user_id]",
            run: "click",
        },
        {
            content: "The page is opened and the cursor is in the field",
            trigger: ".tab-pane .o_field_widget[name=user_id].o_quality_found input",
            run() {
                if (document.activeElement !== this.anchor) {
                    throw new Error("The salesperson has not got the focus");
                }
            },
        },
        {
            content: "Back to the checklist",
            trigger: ".o_quality_gauge",
            run: "click",
        },
        {
            content: "Go to a field in the head",
            trigger: ".o_quality_show[data-field=city]",
            run: "click",
        },
        {
            content: "The cursor is in the town",
            trigger: ".o_field_widget[name=city].o_quality_found input",
            run() {
                if (document.activeElement !== this.anchor) {
                    throw new Error("The town has not got the focus");
                }
            },
        },
        edit("city", "Wien"),
        score(80, 2),
        ...stepUtils.saveForm(),
        NO_NOTIFICATION,
        score(80, 2),
    ],
});

tours.add("customer_data_quality.contact_warning", {
    steps: () => [
        edit("email", "anna@@example.com"),
        ...stepUtils.saveForm(),
        {
            content: "The gap that this edit made is named, although it is saved",
            trigger: ".o_notification:contains(Not fulfilled yet):contains(E-mail is valid)",
        },
        {
            content: "An old gap is not",
            trigger: ".o_notification:not(:contains(Phone is valid))",
        },
        {
            content: "Close the notification",
            trigger: ".o_notification_close",
            run: "click",
        },
        NO_NOTIFICATION,
        edit("street", "Ringstraße 2"),
        ...stepUtils.saveForm(),
        NO_NOTIFICATION,
        // saving adds the scheme, which closes the gap that the typed text would have
        edit("website", "www.example.com"),
        ...stepUtils.saveForm(),
        NO_NOTIFICATION,
        edit("phone", "nobody knows"),
        ...stepUtils.saveForm(),
        {
            content: "An old gap is named when somebody works on it",
            trigger: ".o_notification:contains(Phone is valid)",
        },
    ],
});

tours.add("customer_data_quality.contact_required", {
    steps: () => [
        {
            content: "Name the new contact",
            trigger: NAME,
            run: "edit Tour Required",
        },
        {
            content: "Open the checklist",
            trigger: ".o_quality_gauge",
            run: "click",
        },
        {
            content: "What is required stands first and says so",
            trigger: ".o_quality_gap:first:contains(Country):contains(Required)",
        },
        {
            content: "Try to save",
            trigger: ".o_form_button_save",
            run: "click",
        },
        {
            content: "The message names contact, gap and remedy",
            trigger:
                ".modal:contains(Tour Required):contains(Country):contains(Choose the country.)",
        },
        {
            content: "Close the message",
            trigger: ".modal-footer button",
            run: "click",
        },
        {
            content: "Go to the field",
            trigger: ".o_quality_show[data-field=country_id]",
            run: "click",
        },
        {
            content: "Choose the country",
            trigger: ".o_field_widget[name=country_id].o_quality_found input",
            run: "edit Austria",
        },
        {
            content: "Choose the country",
            trigger: ".o-autocomplete--dropdown-item:contains(Austria)",
            run: "click",
        },
        {
            content: "The requirement is off the list",
            trigger: ".o_quality_gaps:not(:contains(Required))",
        },
        ...stepUtils.saveForm(),
    ],
});
