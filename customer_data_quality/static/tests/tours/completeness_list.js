import {registry} from "@web/core/registry";

function rows(...names) {
    const others = [1, 2, 3].slice(names.length).map((n) => `:not(:has(.o_data_row:eq(${n})))`);
    return {
        content: `The list shows ${names.join(", ")}`,
        trigger:
            names
                .map((name, n) => `.o_list_view:has(.o_data_row:eq(${n}):contains(${name}))`)
                .join("") + others.join(""),
    };
}

function search(text, what) {
    return [
        {
            content: `Search for ${text}`,
            trigger: ".o_searchview_input",
            run: `edit ${text}`,
        },
        {
            content: `Look in ${what}`,
            trigger: `.o_searchview_autocomplete .o-dropdown-item:contains(Search ${what} for)`,
            run: "click",
        },
    ];
}

function toggle(name) {
    return [
        {
            content: "Open the search menu",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
        {
            content: `Choose ${name}`,
            trigger: `.o_search_bar_menu .o-dropdown-item:contains(/^${name}$/)`,
            run: "click",
        },
        {
            content: "Close the search menu",
            trigger: ".o_searchview_dropdown_toggler",
            run: "click",
        },
    ];
}

function removeFacet(name) {
    return {
        content: `Take ${name} back`,
        trigger: `.o_searchview_facet:contains(${name}) .o_facet_remove`,
        run: "click",
    };
}

const SORT = {
    content: "Sort by quality",
    trigger: "th[data-name=quality_score]",
    run: "click",
};

registry.category("web_tour.tours").add("customer_data_quality.contact_list", {
    steps: () => [
        ...search("TourList", "Name"),
        rows("Bad", "Good", "Middling"),
        {
            content: "Grade and score stand in one column, and can be heard",
            trigger:
                ".o_data_row:contains(Middling) .o_quality_grade[aria-label*='grade C']:contains(C):contains(71)",
        },
        SORT,
        rows("Bad", "Middling", "Good"),
        SORT,
        rows("Good", "Middling", "Bad"),
        ...search("Town", "Missing or Wrong"),
        rows("Bad"),
        removeFacet("Missing or Wrong"),
        ...toggle("Below Target"),
        rows("Middling", "Bad"),
        removeFacet("Below Target"),
        ...toggle("Grade C"),
        rows("Middling"),
        removeFacet("Grade C"),
        ...toggle("Wrong"),
        rows("Middling"),
        removeFacet("Wrong"),
        ...toggle("Incomplete"),
        rows("Bad"),
        removeFacet("Incomplete"),
        ...toggle("Quality Grade"),
        {
            content: "One group per grade, the best first",
            trigger:
                ".o_group_header:eq(0):contains(A):contains((1)), .o_group_header:eq(1):contains(C)",
        },
        {
            content: "Change to cards",
            trigger: ".o_switch_view.o_kanban",
            run: "click",
        },
        {
            content: "Cards show the grade too",
            trigger: ".o_kanban_record:contains(Good) .o_quality_grade:contains(A)",
        },
    ],
});
