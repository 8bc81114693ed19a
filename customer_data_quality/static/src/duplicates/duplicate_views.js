import {KanbanController} from "@web/views/kanban/kanban_controller";
import {ListController} from "@web/views/list/list_controller";
import {kanbanView} from "@web/views/kanban/kanban_view";
import {listView} from "@web/views/list/list_view";
import {registry} from "@web/core/registry";
import {ScanPanel} from "./scan_panel";

const views = registry.category("views");

/** Queues with the progress of the search above them. */
const withScanPanel = (Controller) =>
    class extends Controller {
        static components = {...Controller.components, ScanPanel};

        get isEmpty() {
            return this.model.isReady && !this.model.root.count;
        }

        reload() {
            return this.model.load();
        }
    };

export class DuplicateListController extends withScanPanel(ListController) {
    static template = "customer_data_quality.DuplicateListView";
}

export class DuplicateKanbanController extends withScanPanel(KanbanController) {
    static template = "customer_data_quality.DuplicateKanbanView";
}

views.add("duplicate_list", {...listView, Controller: DuplicateListController});
views.add("duplicate_kanban", {...kanbanView, Controller: DuplicateKanbanController});
