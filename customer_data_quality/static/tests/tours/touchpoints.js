import {registry} from "@web/core/registry";

const page = ".o_touchpoints";

/** From a person's form to everything that happened: filter, search, this person only, earlier, and back. */
registry.category("web_tour.tours").add("customer_data_quality.touchpoints", {
    steps: () => [
        {trigger: "button[name=action_touchpoints] .o_stat_value:contains(62)", run: "click"},
        {trigger: `${page}_total:contains(62)`},
        {trigger: `${page}_ahead .o_touchpoint[data-kind=call]:contains(Call back)`},
        {trigger: `${page}_month:contains(January 2026)`},
        {trigger: `${page} button[name=more]`, run: "click"},
        {trigger: `${page}:not(:has(button[name=more])) .o_touchpoint_title:contains(Of the company)`},
        {trigger: `${page} .o_touchpoint_contact:contains(Tour Käserei)`},
        {trigger: `${page} input[name=person_only]`, run: "click"},
        {trigger: `${page}_total:contains(61)`},
        {trigger: `${page} .o_touchpoint_kind[data-kind=call]`, run: "click"},
        {trigger: `${page}:not(:has(${page}_month)) ${page}_ahead`},
        {trigger: `${page} .o_touchpoint_kind[data-kind=call]`, run: "click"},
        {trigger: `${page} input[name=text]`, run: "edit Mail 7"},
        {trigger: `${page}_month:contains(Mail 7):not(:contains(Mail 8))`},
        {trigger: `${page} input[name=text]`, run: "edit nothing like it"},
        {trigger: `${page}_empty button[name=reset]`, run: "click"},
        {trigger: `${page} .o_touchpoint[data-kind=mail_in] button.o_touchpoint_title`, run: "click"},
        {trigger: ".o_form_view button[name=action_touchpoints]"},
    ],
});
