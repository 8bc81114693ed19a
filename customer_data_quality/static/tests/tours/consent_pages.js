import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

// The customer's account: agree, see it, stop it.
tours.add("customer_data_quality.consent_portal", {
    steps: () => [
        {
            content: "The account leads to the consents",
            trigger: "a[href='/my/consents']",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "Agree to calls, with the wording in sight",
            trigger:
                ".o_consent_purpose:contains(Test Calls):contains(I agree to Test Calls) button[name='grant']",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: "[role='status']:contains(Your consent is noted)"},
        {
            content: "It is on, and can be stopped",
            trigger: ".o_consent_purpose:contains(Test Calls) .o_consent_on",
        },
        {
            trigger: ".o_consent_purpose:contains(Test Calls) button[name='withdraw']",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: "[role='status']:contains(You have withdrawn your consent)"},
        {
            content: "Everything off",
            trigger: "#off button[name='off']",
            run: "click",
            expectUnloadPage: true,
        },
        {trigger: "[role='status']:contains(Everything is switched off)"},
    ],
});
