import {registry} from "@web/core/registry";

const tours = registry.category("web_tour.tours");

function key(name, what) {
    return {content: what, trigger: ".o_merge", run: `press ${name}`};
}

function focused(selector, what) {
    return {content: what, trigger: `.o_merge ${selector}:focus`};
}

const screen = {
    content: "The contacts stand side by side",
    trigger: ".o_merge_table .o_merge_head:contains(Tour Holzapfel)",
};

tours.add("customer_data_quality.merging_keyboard", {
    steps: () => [
        {
            content: "Open the first group",
            trigger: ".o_data_row:contains(Tour Holzapfel) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "It may be merged",
            trigger: ".o_duplicate_decision button[name=merge]",
        },
        {content: "Merge", trigger: ".o_duplicate_review", run: "press m"},
        screen,
        {
            content: "Equal fields are folded away, what moves is counted",
            trigger:
                ".o_merge:has(button[name=toggle_equal]:contains(agree))" +
                ":not(:has([data-field=website])) .o_merge_moves:contains(Bank Accounts: 2)",
        },
        focused(".o_merge_head[aria-checked=true]:contains(Holzapfel)", "It begins with the survivor"),
        key("ArrowDown", "To the names"),
        focused("[data-field=name] .o_merge_value[aria-checked=true]", "The name that is taken"),
        key("ArrowRight", "To the other name"),
        focused("[data-field=name] .o_merge_value[aria-checked=false]:contains(Holzapfl)", "The other name"),
        key("Enter", "Take it"),
        {
            content: "It is the result now, and can be taken back",
            trigger: "[data-field=name] .o_merge_result:contains(Tour Holzapfl):has(button[name=reset])",
        },
        key("ArrowDown", "To the address"),
        focused("[data-field=street] .o_merge_value:contains(Ringstr. 12)", "The other address"),
        key("e", "Edit the address"),
        {
            content: "Its parts are edited",
            trigger: ".o_merge_editor [data-part=street] input:focus",
            run: "edit Ringstraße 12a",
        },
        {content: "Done", trigger: ".o_merge_editor [data-part=street] input", run: "press Enter"},
        {
            content: "The result is what was written; the focus is where it was left",
            trigger:
                "[data-field=street] .o_merge_result:contains(Ringstraße 12a):contains(1010 Wien) " +
                "button[name=edit]:focus",
        },
        key("e", "Edit once more"),
        {
            content: "Change it",
            trigger: ".o_merge_editor [data-part=street] input",
            run: "edit Nowhere 1",
        },
        {content: "Think better of it", trigger: ".o_merge_editor input:first", run: "press Escape"},
        {
            content: "The screen is still there, with the former result",
            trigger: "[data-field=street] .o_merge_result:contains(Ringstraße 12a):not(:has(input))",
        },
        key("f", "Show equal fields"),
        {
            content: "They are shown",
            trigger: ".o_merge_table [data-field=website]:contains(tour-holzapfel)",
        },
        key("Control+Enter", "Merge"),
        {
            content: "What was done is said",
            trigger: ".o_notification:contains(merged into):contains(Tour Holzapfl):contains(Bank Accounts: 2)",
        },
        {
            content: "The next group comes by itself",
            trigger: "body:not(:has(.o_merge)) .o_duplicate_table:contains(Tour Gruber)",
        },
        {
            content: "Take it back",
            trigger: ".o_notification:contains(Tour Holzapfl) button:contains(Undo)",
            run: "click",
        },
        {
            content: "It is undone",
            trigger: ".o_notification:contains(as they were before)",
        },
    ],
});

tours.add("customer_data_quality.merging_list", {
    steps: () => [
        {
            content: "Select the contacts",
            trigger: ".o_list_view .o_data_row:eq(1):contains(Tour)",
        },
        {
            content: "All of them",
            trigger: ".o_list_view thead .o_list_record_selector input",
            run: "click",
        },
        {
            content: "Actions",
            trigger: ".o_cp_action_menus .dropdown-toggle:contains(Actions)",
            run: "click",
        },
        {
            content: "There is one way to merge",
            trigger: ".o_menu_item:contains(Merge)",
            run() {
                const items = [...document.querySelectorAll(".o_menu_item")];
                const count = items.filter((item) => item.textContent.includes("Merge")).length;
                if (count !== 1) {
                    throw new Error(`There are ${count} ways to merge`);
                }
            },
        },
        {
            content: "Merge",
            trigger: ".o_menu_item:contains(Merge)",
            run: "click",
        },
        {
            content: "Two logins are refused, with the way out; nothing can be merged",
            trigger: ".o_merge:has(button[name=merge]:disabled) .o_merge_refusal:contains(login)",
        },
        {
            content: "Leave one out",
            trigger: ".o_merge_refusal button[name=leave_out]:last",
            run: "click",
        },
        {
            content: "Now they may be merged",
            trigger: ".o_merge:not(:has(.o_merge_refusal)) button[name=merge]:enabled:contains(2)",
        },
        {
            content: "Another one is to remain",
            trigger: ".o_merge_head[aria-checked=false]",
            run: "click",
        },
        {
            content: "It is",
            trigger: ".o_merge_head[aria-checked=true]:contains(Tour Paula Plain)",
        },
        {
            content: "Leave without merging",
            trigger: ".o_merge button[name=cancel]",
            run: "click",
        },
        {
            content: "The list is back",
            trigger: "body:not(:has(.o_merge)) .o_list_view",
        },
    ],
});

tours.add("customer_data_quality.merging_contact", {
    steps: () => [
        {
            content: "Actions of the contact",
            trigger: ".o_form_view .o_cp_action_menus .dropdown-toggle:has(.fa-cog)",
            run: "click",
        },
        {content: "Merge", trigger: ".o_menu_item:contains(Merge)", run: "click"},
        {
            content: "With which contact?",
            trigger: ".o_merge:contains(With which contact) .o_merge_add input",
            run: "edit Tour Twin",
        },
        {
            content: "This one",
            trigger: ".o-autocomplete--dropdown-item:contains(Tour Twin)",
            run: "click",
        },
        {
            content: "They stand side by side",
            trigger: ".o_merge_table:contains(Tour Twin):contains(Tour Single)",
        },
        {content: "Merge", trigger: ".o_merge button[name=merge]", run: "click"},
        {
            content: "Done, and the details can be read",
            trigger: ".o_notification:contains(merged into) button:contains(Details)",
            run: "click",
        },
        {
            content: "The journal tells values before and after",
            trigger: ".o_form_view .o_merge_changes tr[data-field=phone]:contains(5885812)",
        },
        {content: "Back to the contact", trigger: "button[name=action_open_survivor]", run: "click"},
        {
            content: "It knows of the merge",
            trigger: ".o_form_view button[name=action_open_merges]:contains(1)",
        },
    ],
});

tours.add("customer_data_quality.merging_phone", {
    steps: () => [
        {
            content: "The queue is a list of cards",
            trigger: ".o_kanban_record:contains(Tour Holzapfel)",
            run: "click",
        },
        {content: "Merge", trigger: "button[name=merge]", run: "click"},
        {
            content: "Values stand below each other, and nothing is wider than the screen",
            trigger: ".o_merge_cards [data-field=name] .o_merge_value",
            run() {
                const {scrollWidth, clientWidth} = document.querySelector(".o_merge_body");
                if (scrollWidth > clientWidth) {
                    throw new Error(`The screen scrolls sideways: ${scrollWidth} > ${clientWidth}`);
                }
            },
        },
        {
            content: "Take the other name",
            trigger: "[data-field=name] .o_merge_value[aria-checked=false]",
            run: "click",
        },
        {
            content: "It is taken",
            trigger: "[data-field=name] .o_merge_value[aria-checked=true]:contains(Holzapfl)",
        },
        {content: "Merge", trigger: ".o_merge button[name=merge]", run: "click"},
        {
            content: "Done",
            trigger: ".o_notification:contains(merged into)",
        },
    ],
});

tours.add("customer_data_quality.merging_not_allowed", {
    steps: () => [
        {
            content: "Nothing is merged in bulk from here",
            trigger: ".o_list_view:not(:has(.o_merge_panel))",
        },
        {
            content: "Open a group",
            trigger: ".o_data_row:contains(Tour Holzapfel) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "It may be dismissed, not merged",
            trigger: ".o_duplicate_decision:has(button[name=not_duplicates]):not(:has(button[name=merge]))",
        },
        {content: "Not by keyboard either", trigger: ".o_duplicate_review", run: "press m"},
        {
            content: "Nothing has happened",
            trigger: "body:not(:has(.o_merge)) .o_duplicate_review",
        },
    ],
});
