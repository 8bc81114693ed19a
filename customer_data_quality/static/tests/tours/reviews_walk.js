import {registry} from "@web/core/registry";

const named = (name) => `.o_review_name:contains(${name})`;

/** Through three contacts by the keyboard alone: confirm, correct, could not reach. */
registry.category("web_tour.tours").add("customer_data_quality.reviews_walk", {
    steps: () => [
        {trigger: `${named("Tour One")}`},
        {trigger: ".o_review_position:contains(1)"},
        {content: "everything is correct", trigger: ".o_review_walk", run: "press Enter"},
        {trigger: named("Tour Two")},
        {trigger: ".o_review_done:contains(1)"},
        {content: "the second field is another now", trigger: ".o_review_field:nth-child(2) .o_review_key:contains(2)"},
        {trigger: ".o_review_field[data-field=email] button[name=edit]", run: "click"},
        {trigger: ".o_review_field[data-field=email] input", run: "edit new@example.com"},
        {trigger: ".o_review_field[data-field=email] input", run: "press Control+Enter"},
        {trigger: named("Tour Three")},
        {content: "nobody answers", trigger: ".o_review_walk", run: "press u"},
        {trigger: ".o_review_walk_empty:contains(Nothing left)"},
        {trigger: ".o_review_done:contains(3)"},
    ],
});
