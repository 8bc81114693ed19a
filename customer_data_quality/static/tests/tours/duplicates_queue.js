import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function rows(count) {
    return {
        content: `${count} groups are to be decided`,
        trigger: `.o_list_view:has(.o_data_row:eq(${count - 1})):not(:has(.o_data_row:eq(${count})))`,
    };
}

function key(name, what) {
    return {content: what, trigger: ".o_duplicate_review", run: `press ${name}`};
}

function group(text) {
    return {
        content: `The group of ${text} is shown with its reasons`,
        trigger: `.o_form_view:has(.o_duplicate_table:contains(${text})):has(.o_duplicate_reason)`,
    };
}

tours.add("customer_data_quality.duplicates_queue", {
    steps: () => [
        rows(3),
        {
            content: "Certainty, place and reasons stand in the list",
            trigger: ".o_data_row:first:contains(Certain):contains(Wien):contains(Phone)",
        },
        {
            content: "Open the first",
            trigger: ".o_data_row:first .o_data_cell[name=name]",
            run: "click",
        },
        group("Tour Holzapfel"),
        {
            content: "What differs is marked, what is the same is not",
            trigger:
                ".o_duplicate_table:has([data-field=street] .o_duplicate_differs)" +
                ":not(:has([data-field=phone] .o_duplicate_differs))",
        },
        {
            content: "The explanation says what each field means, and the total in words",
            trigger:
                ".o_duplicate_explanation:has(.o_duplicate_reason .bg-success)" +
                ":has(.o_duplicate_total:contains(the same))",
        },
        key("j", "Next"),
        group("Tour Gruber"),
        key("ArrowLeft", "Back"),
        group("Tour Holzapfel"),
        key("?", "Help"),
        {
            content: "The keys are explained",
            trigger: ".modal:contains(Not duplicates) kbd:contains(N)",
        },
        {
            content: "Close the help",
            trigger: ".modal .btn-close",
            run: "click",
        },
        {
            content: "The help is closed",
            trigger: "body:not(:has(.modal)) .o_duplicate_review",
        },
        key("n", "Not duplicates"),
        group("Tour Gruber"),
        {
            content: "Take it back",
            trigger: ".o_notification:contains(Tour Holzapfel) button:contains(Undo)",
            run: "click",
        },
        group("Tour Holzapfel"),
        {
            content: "It is open again",
            trigger: ".o_duplicate_decision button[name=not_duplicates]",
        },
        key("j", "Later"),
        group("Tour Gruber"),
        key("n", "Not duplicates"),
        group("Tour Quitte"),
        key("k", "Back to what was left for later"),
        group("Tour Holzapfel"),
        key("n", "Not duplicates"),
        group("Tour Quitte"),
        key("n", "Not duplicates, the last one"),
        {
            content: "After the last group the queue is shown, and says that there is nothing left",
            trigger: ".o_list_view .o_view_nocontent:contains(No duplicates)",
        },
        {
            content: "Take the last one back from here, too",
            trigger: ".o_notification:contains(Tour Quitte) button:contains(Undo)",
            run: "click",
        },
        rows(1),
    ],
});

tours.add("customer_data_quality.duplicates_members", {
    steps: () => [
        {
            content: "The contact has two likely duplicates",
            trigger: "button[name=action_open_duplicates]:contains(2)",
            run: "click",
        },
        group("Tour Quitte"),
        {
            content: "Tick one",
            trigger: ".o_duplicate_table th:contains(Quitte Hof) input[type=checkbox]",
            run: "click",
        },
        {
            content: "Choose another pair to be explained",
            trigger: ".o_duplicate_explanation select:eq(1)",
            run: "selectByLabel Tour Quitte Hof",
        },
        {
            content: "It is explained",
            trigger: ".o_duplicate_reason[data-field=name]:contains(Tour Quitte Hof)",
        },
        {
            content: "This one is no duplicate",
            trigger: "button[name=not_duplicates]:contains(ticked)",
            run: "click",
        },
        {
            content: "The others stay to be decided on",
            trigger:
                ".o_duplicate_table:contains(Tour Quitte Maria):not(:contains(Tour Quitte Hof))",
        },
        {
            content: "The message names the one that was taken out",
            trigger: ".o_notification:contains(Not duplicates: Tour Quitte Hof)",
        },
        {
            content: "Back to the contact",
            trigger: ".breadcrumb-item a:contains(Tour Quitte Maria)",
            run: "click",
        },
        {
            content: "It has one duplicate less",
            trigger: "button[name=action_open_duplicates]:contains(1)",
        },
    ],
});

tours.add("customer_data_quality.duplicates_phone", {
    steps: () => [
        {
            content: "The queue is a list of cards",
            trigger: ".o_kanban_record:contains(Tour Holzapfel)",
            run: "click",
        },
        {
            content: "Labels stand above the values, and nothing is wider than the screen",
            trigger: ".o_duplicate_table .o_duplicate_label:contains(Street)",
            run() {
                const {scrollWidth, clientWidth} = document.querySelector(".o_content");
                if (scrollWidth > clientWidth) {
                    throw new Error(`The screen scrolls sideways: ${scrollWidth} > ${clientWidth}`);
                }
            },
        },
        {
            content: "Not duplicates, with the thumb",
            trigger: "button[name=not_duplicates]",
            run: "click",
        },
        {
            content: "The next group comes by itself",
            trigger: ".o_duplicate_table:contains(Tour Gruber)",
        },
    ],
});

tours.add("customer_data_quality.duplicates_stranger", {
    steps: () => [
        {
            content: "Nothing of the other company is in the queue",
            trigger: ".o_list_view .o_view_nocontent:contains(No duplicates)",
        },
        {
            content: "Nor may this user start a search",
            trigger: ".o_duplicate_scan:not(:has(button))",
        },
    ],
});

tours.add("customer_data_quality.duplicates_scan", {
    steps: () => [
        {
            content: "Have all contacts searched",
            trigger: ".o_duplicate_scan button[name=scan]",
            run: "click",
        },
        {
            content: "The progress is shown instead of the button",
            trigger: ".o_duplicate_scan:has(.progress[role=progressbar]):not(:has(button))",
        },
    ],
});

tours.add("customer_data_quality.duplicates_matching", {
    steps: () => [
        {
            content: "The curve is drawn, and what the precisions mean is said in words",
            trigger: ".o_match_curve:has(canvas):contains(Certain, at least 99% right)",
        },
        {
            content: "What was learnt is told",
            trigger: ".o_match_report tr:contains(Same email):contains(+0.50):contains(12)",
        },
        {
            content: "Be content with less",
            trigger: ".o_field_widget[name=precision_certain] input[type=range]",
            run: "range 0.9",
        },
        {
            content: "The words follow at once",
            trigger: ".o_match_curve:contains(Certain, at least 90% right)",
        },
        {
            content: "Think better of it",
            trigger: ".o_form_button_cancel",
            run: "click",
        },
        {
            content: "All is as it was",
            trigger: ".o_match_curve:contains(Certain, at least 99% right)",
        },
    ],
});
